import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { makeThing } from '../base/things/things.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The vocabulary's own row; what the file does not say of it stays as it was. */
export async function keepScheme({
  uri,
  slug,
  title,
  note,
  licence,
}: Vocabulary): Promise<{ id: number; changed: boolean }> {
  const said = { ...(some(title) && { title }), ...(some(note) && { note }), ...(licence && { licence }) }
  const before = await db().selectFrom('vocabulary').selectAll().where('uri', '=', uri).executeTakeFirst()
  if (before) {
    const after = { title: before.title, note: before.note, licence: before.licence, ...said }
    if (isDeepStrictEqual(after, { title: before.title, note: before.note, licence: before.licence }))
      return { id: before.thing, changed: false }
    await db()
      .updateTable('vocabulary')
      .set({ title: JSON.stringify(after.title), note: JSON.stringify(after.note), licence: after.licence })
      .where('thing', '=', before.thing)
      .execute()
    await db().updateTable('thing').set({ changed: sql`now()` }).where('id', '=', before.thing).execute()
    return { id: before.thing, changed: true }
  }
  const { id } = await makeThing({ kind: 'vocabulary' })
  const kept = await db()
    .insertInto('vocabulary')
    .values({
      thing: id,
      uri,
      slug,
      title: JSON.stringify(title),
      note: JSON.stringify(note),
      licence: licence ?? null,
    })
    .onConflict((c) => c.column('slug').doNothing())
    .returning('thing')
    .executeTakeFirst()
  if (!kept) refuse('conflict', 'vocabularies.slugTaken', { slug, uri })
  return { id, changed: true }
}

const some = (labels: object): boolean => Object.keys(labels).length > 0
