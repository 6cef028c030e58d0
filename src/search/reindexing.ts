import { sql } from 'kysely'
import { db, inTransaction, rawPool } from '../base/database/database.ts'
import { index, together } from './indexing.ts'

/**
 * Indexes every thing again, a batch in a transaction, so that searching goes on meanwhile; then
 * drops the words that nothing holds any more. `progress` hears how many of how many are done.
 */
export async function reindexAll(progress: (done: number, all: number) => void = () => {}): Promise<void> {
  if (inTransaction()) throw new Error('reindexAll() makes its own transactions')
  const things = await db().selectFrom('thing').select('id').orderBy('id').execute()
  for (let done = 0; done < things.length; done += together) {
    await index(things.slice(done, done + together).map((thing) => thing.id))
    progress(Math.min(done + together, things.length), things.length)
  }
  await sql`delete from word where not exists (select from word_use where word_use.word = word.id and docs > 0)`.execute(
    db(),
  )
  await sql`delete from lexeme where docs = 0 and not exists (select from word where word.lex = lexeme.id)`.execute(
    db(),
  )
  // So that the indexes alone answer, without a look at each row's age.
  await rawPool().query('vacuum (analyze) posting, doc, lexeme, word, word_use')
}
