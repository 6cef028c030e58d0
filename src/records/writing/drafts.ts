import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { isLang, type Lang } from '../../base/text.ts'
import { makeThing } from '../../base/things/things.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'

/** A record being written, without its answers. */
export interface Draft {
  id: number
  ref: Ref
  instrument: string
  edition: string
  lang: Lang
  /** Counts saves. */
  revision: number
  changed: string
  /** Those who write it, who came first first. */
  writers: { id: number; name: string; handle: string }[]
  definition: Definition
}

type Row = Omit<Draft, 'definition'> & { editionId: number }

async function drafts(viewer: Viewer, which: ReturnType<typeof sql>, limit = 1): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select thing.id, thing.ref, instrument.slug as instrument, edition.name as edition, edition.id as "editionId",
      draft.lang, draft.revision, thing.changed,
      (select json_agg(json_build_object('id', person.thing, 'name', person.name, 'handle', handle) order by since, person.thing)
        from draft_writer join person on person.thing = draft_writer.person where draft_writer.draft = thing.id) as writers
    from draft join thing on thing.id = draft.thing join edition on edition.id = draft.edition
      join instrument on instrument.thing = edition.instrument
    where thing.state = 'draft' and ${visibleTo(viewer)} and ${which}
    order by thing.changed desc, thing.id limit ${limit}`.execute(db())
  return rows
}

/** The draft, for those who write it; for everybody else there is none: 404. */
export async function draftFor(viewer: Viewer, ref: string): Promise<Draft> {
  if (!isRef(ref)) missing()
  const { editionId, ...row } = found((await drafts(viewer, sql`thing.ref = ${ref}`))[0])
  return { ...row, definition: await definitionOf(editionId) }
}

/** What somebody writes at, the last changed first. One query. */
export async function draftsOf(viewer: Viewer, limit = 50): Promise<Omit<Draft, 'definition'>[]> {
  const me = personOf(viewer)
  const mine = sql`exists (select from draft_writer where draft_writer.draft = thing.id and person = ${me})`
  return (await drafts(viewer, mine, limit)).map(({ editionId: _, ...row }) => row)
}

/**
 * Begins a record by a questionnaire, in its newest edition; only whoever begins it sees it until they ask
 * others in. Refuses a questionnaire that makes no records, and what is no language. Gives its reference.
 */
export function startDraft(
  viewer: Viewer,
  { instrument, lang }: { instrument: string; lang: string },
): Promise<Ref> {
  return atomically(async () => {
    const me = personOf(viewer)
    const edition = found(await editionFor(instrument))
    if (edition.makes === 'none') refuse('invalid', 'writing.makesNone')
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const { id: circle } = await db()
      .insertInto('circle')
      .values({ kind: 'named' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db().insertInto('in_circle').values({ circle, person: me }).execute()
    const { id, ref } = await makeThing({ kind: 'draft', sort: edition.makes, circle, state: 'draft' })
    await db().insertInto('draft').values({ thing: id, edition: edition.id, lang, circle }).execute()
    await db().insertInto('draft_writer').values({ draft: id, person: me }).execute()
    await audit(viewer, 'draft.started', id, { instrument })
    return ref
  })
}

/** Puts a draft away for good, with everything in it. Refuses whoever did not begin it. */
export function giveUpDraft(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, writers } = await draftFor(viewer, ref)
    if (writers[0]?.id !== me) refuse('forbidden', 'writing.notYours')
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    await db().deleteFrom('draft').where('thing', '=', id).execute()
    await audit(viewer, 'draft.given-up', id)
  })
}
