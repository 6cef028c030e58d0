import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { stands } from './quoted.ts'
import { sourceChanged } from './telling.ts'

/**
 * What a draft became: from now on its passages stand as they do, and the conversation shows what came of it. One that
 * its writers took out is no source of it. Inside the transaction that publishes.
 */
export async function writtenUp(draft: number, record: number): Promise<void> {
  const { rows } = await sql<{ id: number; source: number }>`
    update write_up set record = ${record}, published = now() where draft = ${draft} and published is null returning thing as id, source`.execute(
    db(),
  )
  for (const { id, source } of rows) {
    const { rows: passages } = await sql<{ id: number; words: string; answer: unknown }>`
      select passage.id, words, draft_answer.value as answer from passage
        left join draft_answer on draft_answer.draft = ${draft} and draft_answer.path = passage.path
      where write_up = ${id} and left_out is null`.execute(db())
    const out = passages.filter(({ words, answer }) => typeof answer !== 'string' || !stands(answer, words))
    await sql`
      update passage set left_out = now(), left_out_why = 'writer' where id = any(${out.map((one) => one.id)}::bigint[])`.execute(
      db(),
    )
    await sourceChanged(source, record)
  }
}
