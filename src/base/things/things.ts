import { sql } from 'kysely'
import { db } from '../database/database.ts'
import { newRef, type Ref } from '../ids.ts'
import { originHere } from '../origin.ts'
import { everyone } from '../viewer.ts'

export type ThingState = 'draft' | 'submitted' | 'in-review' | 'published' | 'withdrawn'

export interface NewThing {
  kind: string
  /** Of what sort, where its kind has several. */
  sort?: string
  ref?: Ref
  circle?: number
  state?: ThingState
  origin?: string
}

/** Gives a new addressable thing its row; its key is what every other table of it refers to. */
export async function makeThing({
  kind,
  sort,
  ref = newRef(),
  circle = everyone,
  state = 'published',
  origin,
}: NewThing) {
  return db()
    .insertInto('thing')
    .values({ kind, sort, ref, circle, state, origin: origin ?? (await originHere()) })
    .returning(['id', 'ref'])
    .executeTakeFirstOrThrow()
}

/** Several of one kind at once; their keys in the order of their references. */
export async function makeThings({
  kind,
  refs,
  circle = everyone,
  origin,
}: Pick<NewThing, 'kind' | 'circle' | 'origin'> & { refs: Ref[] }): Promise<number[]> {
  const { rows } = await sql<{ id: number; ref: Ref }>`
    insert into thing (kind, ref, circle, state, origin)
    select ${kind}, ref, ${circle}, 'published', ${origin ?? (await originHere())} from unnest(${refs}::text[]) as ref
    returning id, ref`.execute(db())
  const ids = new Map(rows.map(({ id, ref }) => [ref, id]))
  return refs.map((ref) => ids.get(ref)!)
}

/** Says what a thing is about, in place of what was said before. */
export async function setAbout(thing: number, subjects: number[]): Promise<void> {
  await db().deleteFrom('about').where('thing', '=', thing).execute()
  const rows = [...new Set(subjects)].map((subject) => ({ thing, subject }))
  if (rows.length) await db().insertInto('about').values(rows).execute()
}
