import { dependsOn } from '../cache/tags.ts'
import { db } from '../database/database.ts'
import { newRef, type Ref } from '../ids.ts'
import { originHere } from '../origin.ts'
import { found } from '../refusal.ts'
import { everyone, type Viewer, visibleTo } from '../viewer.ts'

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

/** The thing of that kind, if the viewer may see it; else 404, as for one that does not exist. */
export async function thingFor(viewer: Viewer, kind: string, ref: Ref) {
  dependsOn(ref)
  const thing = await db()
    .selectFrom('thing')
    .selectAll()
    .where('kind', '=', kind)
    .where('ref', '=', ref)
    .where(visibleTo(viewer))
    .executeTakeFirst()
  return found(thing)
}

/** Says what a thing is about, in place of what was said before. */
export async function setAbout(thing: number, subjects: number[]): Promise<void> {
  await db().deleteFrom('about').where('thing', '=', thing).execute()
  const rows = [...new Set(subjects)].map((subject) => ({ thing, subject }))
  if (rows.length) await db().insertInto('about').values(rows).execute()
}
