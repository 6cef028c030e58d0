import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { found, missing, Refusal } from '../base/refusal.ts'
import type { Lang, Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { RecordKind } from '../instruments/definition.ts'
import { type Broken, brokenIn } from './freshness/broken.ts'
import { type Marks, marksOf } from './freshness/marks.ts'
import type { Content, Contributor, Travelling } from './interchange.ts'
import type { LanguageLayer } from './translating/layering.ts'
import { type Translated, translatedIn } from './translating/with-translations.ts'

interface Keeper {
  ref: Ref
  name: string
  handle?: string
}

/** One version of a record, as a page or another verb reads it. */
export interface RecordVersion {
  thing: number
  ref: Ref
  kind: RecordKind
  instrument: string
  editionId: number
  edition: string
  state: 'published' | 'withdrawn'
  reviewed: boolean
  custodian?: string
  /** Who of this commons keeps it true; the handle where their page is open to the viewer. */
  keeper?: Keeper
  /** The viewer is the one who keeps it true, or who told it. */
  mine: boolean
  /** The viewer is credited for its newest version. */
  credited: boolean
  lookAgain?: string
  /** The day by which it is to be looked at again: that one, or as long as knowledge of its kind lasts; a draft has none. */
  due?: string
  marks: Marks
  /** Addresses elsewhere that it names and that answer no more. */
  broken: Broken[]
  access: Travelling['access']
  origin: string
  number: number
  /** The number of the newest version. */
  newest: number
  published: string
  note?: Text
  minor: boolean
  content: Omit<Content, 'contributors' | 'edition'>
  credits: Contributor[]
  /** Of the languages that come from translations: see `translating/`. */
  layers?: Record<Lang, LanguageLayer>
  /** What they stand on; nothing where there are none. */
  translated?: Translated
}

/** Said of a record that was public and is withdrawn: 410, with its title and what took its place. */
export class Withdrawn extends Refusal {
  readonly title: Text
  readonly tombstone: Text | undefined

  constructor(title: Text, tombstone: Text | undefined) {
    super('gone', 'records.withdrawn')
    this.title = title
    this.tombstone = tombstone
  }
}

interface Row {
  id: number
  ref: Ref
  state: RecordVersion['state']
  origin: string
  kind: RecordKind
  reviewed: boolean
  custodian: string | null
  keeper: Keeper | null
  mine: boolean
  credited: boolean
  lookAgain: string | null
  due: string
  marks: Marks
  broken: Broken[]
  translated: Translated | null
  access: Travelling['access']
  tombstone: Text | null
  number: number
  published: string
  note: Text | null
  minor: boolean
  content: Omit<Content, 'contributors'>
  editionId: number
  edition: string
  instrument: string
  newest: number
  credits: Contributor[]
}

/** Who keeps `record` true, as one value of JSON. */
const keeperOf = (viewer: Viewer) => sql`
  (select json_strip_nulls(json_build_object('ref', page.ref, 'name', person.name, 'handle', case when ${visibleTo(viewer, 'page.circle')} then handle end))
    from custodianship join person on person.thing = custodianship.person join thing as page on page.id = person.thing
    where custodianship.record = record.thing and since is not null and ended is null)`

/** Whether the viewer keeps `record` true or told it, also without a name, and whether they are credited for its newest version. */
export const isMine = (viewer: Viewer) =>
  viewer.kind === 'person'
    ? sql`(exists (select from custodianship where custodianship.record = record.thing and person = ${viewer.id} and since is not null and ended is null)
        or exists (select from story where story.thing = record.thing and story.person = ${viewer.id}))`
    : sql`false`

export const isCredited = (viewer: Viewer) =>
  viewer.kind === 'person'
    ? sql`exists (select from credit where credit.version = record.current and credit.person = ${viewer.id})`
    : sql`false`

/** Versions of records the viewer may see. */
async function versions(viewer: Viewer, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select thing.id, thing.ref, thing.state, thing.origin, record.kind, record.reviewed, record.custodian, ${keeperOf(viewer)} as keeper, ${isMine(viewer)} as mine, ${isCredited(viewer)} as credited,
      record.look_again as "lookAgain", record.due, ${marksOf(viewer)} as marks, ${brokenIn} as broken, ${translatedIn(viewer)} as translated, record.access, record.tombstone, version.number, version.published, version.note,
      version.minor, version.content, edition.id as "editionId", edition.name as edition, instrument.slug as instrument,
      (select max(number) from version as newest where newest.record = thing.id) as newest,
      (select json_agg(json_strip_nulls(json_build_object(
          'role', role, 'shown', shown, 'name', name, 'organisation', organisation)) order by position)
        from credit where credit.version = version.id) as credits
    from thing join record on record.thing = thing.id join version on version.record = thing.id
    join edition on edition.id = version.edition join instrument on instrument.thing = record.instrument
    where thing.state in ('published', 'withdrawn') and ${visibleTo(viewer)} and ${which}`.execute(db())
  return rows
}

/**
 * The record's newest published version, or the one of that number, if the viewer may see it. 404
 * when there is none or it is not open to them; `Withdrawn` (410) when it was once public.
 */
export async function recordFor(viewer: Viewer, ref: string, number?: number): Promise<RecordVersion> {
  if (!isRef(ref)) missing()
  dependsOn(ref)
  const which = number === undefined ? sql`version.id = record.current` : sql`version.number = ${number}`
  const row = found((await versions(viewer, sql`thing.ref = ${ref} and ${which}`))[0])
  if (row.state === 'withdrawn') throw new Withdrawn(row.content.title, row.tombstone ?? undefined)
  return asVersion(row)
}

/** Every version of it, newest first; the same refusals. */
export async function versionsOf(viewer: Viewer, ref: string): Promise<RecordVersion[]> {
  await recordFor(viewer, ref)
  return (await versions(viewer, sql`thing.ref = ${ref}`)).map(asVersion).sort((a, b) => b.number - a.number)
}

function asVersion({
  id,
  note,
  custodian,
  keeper,
  lookAgain,
  credits,
  content,
  translated,
  ...row
}: Row): RecordVersion {
  const { edition: _, ...rest } = content
  if (keeper) dependsOn(keeper.ref)
  return {
    ...row,
    thing: id,
    ...(note && { note }),
    ...(custodian && { custodian: keeper?.name || custodian }),
    ...(keeper && { keeper }),
    ...(lookAgain && { lookAgain }),
    ...(translated && { translated }),
    content: rest,
    credits: credits ?? [],
  }
}

/** The newest versions of many, by id, withdrawn ones too; what the viewer may not see is left out. */
export async function versionsById(viewer: Viewer, ids: number[]): Promise<RecordVersion[]> {
  if (ids.length === 0) return []
  return (await versions(viewer, sql`thing.id = any(${ids}::bigint[]) and version.id = record.current`)).map(
    asVersion,
  )
}

/** The same of published records only: for search, tables and export. */
export const currentVersions = async (viewer: Viewer, ids: number[]): Promise<RecordVersion[]> =>
  (await versionsById(viewer, ids)).filter(({ state }) => state === 'published')

/** What stands where a withdrawn record was. */
export interface Tombstone {
  ref: Ref
  title: Text
  tombstone: Text | null
}

/** Of these, the withdrawn records that the viewer could see. One query, or none for none. */
export async function tombstonesOf(viewer: Viewer, ids: number[]): Promise<Map<number, Tombstone>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Tombstone & { id: number }>`
    select thing.id, thing.ref, version.content -> 'title' as title, record.tombstone
    from thing join record on record.thing = thing.id join version on version.id = record.current
    where thing.id = any(${ids}::bigint[]) and thing.state = 'withdrawn' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  dependsOn(...rows.map(({ ref }) => ref))
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
