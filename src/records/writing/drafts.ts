import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang, type Labels, type Lang } from '../../base/text.ts'
import { makeThing, type ThingState } from '../../base/things/things.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { mayChange } from '../access.ts'
import type { Content, Contributor } from '../interchange.ts'
import { nobody } from '../openness.ts'
import { recordFor } from '../reading.ts'
import { refuseOutsider } from '../write-up/outsiders.ts'

/** A record being written, without its answers. */
export interface Draft {
  id: number
  ref: Ref
  instrument: string
  editionId: number
  edition: string
  lang: Lang
  /** Counts saves. */
  revision: number
  changed: string
  /** `draft` while it is written, `submitted` and `in-review` while it is with its reviewers. */
  state: ThingState
  /** The languages that words are written in, the first first. */
  langs: Lang[]
  /** What it is called, as far as that is written; by language. */
  title: Labels
  /** The record it is to become the next version of, and from which version it set out. */
  record: { thing: number; ref: Ref; basis: number } | null
  /** Answers to an edition before that this one has no place for. */
  kept: NonNullable<Content['kept']>
  /** What it is to be to other records. */
  links: Content['links']
  /** What it makes is an adaptation of another record. */
  adapts: boolean
  /** Those who write it: who leads it first, then who came first. */
  writers: { id: number; name: string; handle: string }[]
  definition: Definition
}

export type ListedDraft = Omit<Draft, 'definition'>

/** What `draft` of `edition` is called so far, by language, as one value of JSON. */
export const titleOfDraft = sql<Labels>`coalesce((select jsonb_object_agg(split_part(path, '/', 4), value) from draft_answer
  where draft_answer.draft = draft.thing and value is not null
    and path like any (array['@record/only/title/%', edition.title_path || '/%'])), '{}')`

async function drafts(
  may: RawBuilder<boolean>,
  which: RawBuilder<unknown>,
  limit = 1,
  skip = 0,
): Promise<ListedDraft[]> {
  const { rows } = await sql<ListedDraft>`
    select thing.id, thing.ref, instrument.slug as instrument, edition.name as edition, edition.id as "editionId",
      draft.lang, array[draft.lang] || draft.langs as langs, draft.revision, thing.changed, thing.state, draft.links, draft.kept,
      draft.links @> '[{"rel": "adapts"}]' or exists (select from link where link.record = draft.record and rel = 'adapts') as adapts,
      ${titleOfDraft} as title,
      (select jsonb_build_object('thing', record.id, 'ref', record.ref, 'basis', draft.basis)
        from thing as record where record.id = draft.record) as record,
      (select json_agg(json_build_object('id', person.thing, 'name', person.name, 'handle', handle) order by lead desc, since, person.thing)
        from draft_writer join person on person.thing = draft_writer.person where draft_writer.draft = thing.id) as writers
    from draft join thing on thing.id = draft.thing join edition on edition.id = draft.edition
      join instrument on instrument.thing = edition.instrument
    where ${may} and ${which}
    order by thing.changed desc, thing.id limit ${limit} offset ${skip}`.execute(db())
  return rows
}

/** Those who write a draft, and whoever else its circle has; a viewer may be older than the draft. */
const writes = (viewer: Viewer): RawBuilder<boolean> =>
  viewer.kind === 'person'
    ? sql`(${visibleTo(viewer)} or exists (select from draft_writer where draft_writer.draft = thing.id and person = ${viewer.id}))`
    : visibleTo(viewer)

/** Of `draft`: what is to change a record that is closed to everybody, or became it, is closed with it. */
export const notClosed = sql<boolean>`not exists (
  select from thing as changes where changes.id = draft.record and changes.circle = ${nobody})`

const unpublished = sql`thing.state in ('draft', 'submitted', 'in-review') and ${notClosed}`

async function draftIf(ref: string, may: RawBuilder<boolean>): Promise<Draft | undefined> {
  const [row] = isRef(ref) ? await drafts(may, sql`thing.ref = ${ref}`) : []
  return row && { ...row, definition: await definitionOf(row.editionId) }
}

const draftNamed = async (ref: string, may: RawBuilder<boolean>): Promise<Draft> =>
  found(await draftIf(ref, may))

/** The draft, for those who write it, also while it is with its reviewers; for everybody else there is none: 404. */
export const ownDraftFor = (viewer: Viewer, ref: string): Promise<Draft> =>
  draftNamed(ref, sql`${unpublished} and ${writes(viewer)}`)

/** The same for writing in it. Refuses one that is with its reviewers. */
export async function draftFor(viewer: Viewer, ref: string): Promise<Draft> {
  const draft = await ownDraftFor(viewer, ref)
  if (draft.state !== 'draft') refuse('conflict', 'writing.submitted')
  return draft
}

/** A draft for those who write it and those who review it, also once it is published: for reading only. Nothing for everybody else. */
export const draftToRead = (viewer: Viewer, ref: string): Promise<Draft | undefined> =>
  draftIf(ref, sql`(${writes(viewer)} or ${visibleTo(viewer, 'thing.readers')}) and ${notClosed}`)

/** The same; 404 for everybody else. */
export const readingDraftFor = async (viewer: Viewer, ref: string) => found(await draftToRead(viewer, ref))

/** Holds a draft until the transaction is over. Refuses one that went to its reviewers meanwhile. Gives its revision. */
export async function lockDraft({ id }: Pick<Draft, 'id'>): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select revision from draft join thing on thing.id = draft.thing
    where draft.thing = ${id} and thing.state = 'draft' for update`.execute(db())
  return (rows[0] ?? refuse('conflict', 'writing.submitted')).revision
}

/** So many stand on a page. */
export const draftsPerPage = 20

/** What somebody writes at, the last changed first, and how much that is. Two queries. */
export async function draftsOf(viewer: Viewer, page = 1): Promise<{ drafts: ListedDraft[]; total: number }> {
  const me = personOf(viewer)
  const mine = sql`exists (select from draft_writer where draft_writer.draft = thing.id and person = ${me})`
  const found = await drafts(
    sql`${unpublished} and ${writes(viewer)}`,
    mine,
    draftsPerPage,
    (page - 1) * draftsPerPage,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from draft join thing on thing.id = draft.thing where ${unpublished} and ${mine}`.execute(
    db(),
  )
  return { drafts: found, total: rows[0]!.total }
}

export interface Beginning {
  /** The slug of the questionnaire. */
  instrument: string
  lang: string
  /** The record that it adapts, found otherwise than, takes the place of, or comes from. */
  adapts?: string
  contradicts?: string
  replaces?: string
  'derives-from'?: string
}

/**
 * Begins a record by a questionnaire, in its newest edition; only whoever begins it sees it until they ask
 * others in. Refuses a questionnaire that makes no records, what is no language, and to take the place of a
 * record that the viewer may not change. Gives its reference.
 */
export function startDraft(viewer: Viewer, { instrument, lang, ...beside }: Beginning): Promise<Ref> {
  return atomically(async () => {
    const edition = found(await editionFor(instrument))
    if (edition.makes === 'none') refuse('invalid', 'writing.makesNone')
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const links: Content['links'] = []
    for (const rel of ['adapts', 'contradicts', 'replaces', 'derives-from'] as const) {
      const other = beside[rel] ? await recordFor(viewer, beside[rel]) : undefined
      if (other && rel === 'replaces' && !(await mayChange(viewer, other)))
        refuse('forbidden', 'writing.mayNotChange')
      if (other) links.push({ rel, to: other.ref })
    }
    const { ref } = await makeDraft(viewer, { edition: edition.id, sort: edition.makes, lang, links })
    return ref
  })
}

interface NewDraft {
  edition: number
  sort: string
  lang: Lang
  langs?: Lang[]
  links?: Content['links']
  record?: number
  basis?: number
}

/** Gives a draft its rows, and whoever begins it the right to write in it and the credit of its compiler. */
export async function makeDraft(viewer: Viewer, { edition, sort, links = [], ...more }: NewDraft) {
  const me = personOf(viewer)
  const { id: circle } = await db()
    .insertInto('circle')
    .values({ kind: 'named' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id, ref } = await makeThing({ kind: 'draft', sort, circle, state: 'draft' })
  await db()
    .insertInto('draft')
    .values({ thing: id, edition, circle, links: JSON.stringify(links), ...more })
    .execute()
  await letWrite({ id, circle }, me, 'compiler')
  await audit(viewer, 'draft.started', id)
  return { id, ref }
}

/**
 * Lets somebody write in a draft, credited for it under their name unless they wish otherwise. Refuses whoever may not
 * see yet what it quotes.
 */
export async function letWrite(
  { id, circle }: { id: number; circle: number },
  person: number,
  role: Contributor['role'],
  shown: Contributor['shown'] = 'named',
): Promise<void> {
  await refuseOutsider(id, person)
  await db()
    .insertInto('in_circle')
    .values({ circle, person })
    .onConflict((c) => c.doNothing())
    .execute()
  await db()
    .insertInto('draft_writer')
    .values({ draft: id, person })
    .onConflict((c) => c.doNothing())
    .execute()
  await db()
    .insertInto('draft_contributor')
    .values({ draft: id, person, role, shown, added_by: person })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Puts a draft away for good, with everything in it. Refuses whoever does not lead it. */
export function giveUpDraft(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, writers } = await draftFor(viewer, ref)
    if (writers[0]?.id !== me) refuse('forbidden', 'writing.notYours')
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    await db().deleteFrom('draft').where('thing', '=', id).execute()
    await sql`update file_use set removed = now() where thing = ${id} and removed is null`.execute(db())
    await audit(viewer, 'draft.given-up', id)
  })
}
