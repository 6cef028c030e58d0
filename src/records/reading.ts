import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { found, Refusal } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { RecordKind } from '../instruments/definition.ts'
import type { Content, Contributor, Travelling } from './interchange.ts'

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
  lookAgain?: string
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

const versions = () =>
  db()
    .selectFrom('thing')
    .innerJoin('record', 'record.thing', 'thing.id')
    .innerJoin('version', 'version.record', 'thing.id')
    .innerJoin('edition', 'edition.id', 'version.edition')
    .innerJoin('instrument', 'instrument.thing', 'record.instrument')
    .select((e) => [
      'thing.id', 'thing.ref', 'thing.state', 'thing.origin', 'thing.circle', 'record.kind', 'record.reviewed',
      'record.custodian', 'record.look_again', 'record.access', 'record.tombstone', 'version.number', 'version.published', 'version.note',
      'version.minor', 'version.content', 'edition.id as edition_id', 'edition.name as edition', 'instrument.slug as instrument',
      e.selectFrom('version as newest').select((n) => n.fn.max('newest.number').as('max')).whereRef('newest.record', '=', 'thing.id').as('newest'),
      jsonArrayFrom(e.selectFrom('credit').select(['role', 'shown', 'name', 'organisation']).whereRef('version', '=', 'version.id').orderBy('position')).as('credits'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>

/**
 * The record's newest published version, or the one of that number, if the viewer may see it. 404
 * when there is none or it is not open to them; `Withdrawn` (410) when it was once public.
 */
export async function recordFor(viewer: Viewer, ref: string, number?: number): Promise<RecordVersion> {
  if (!isRef(ref)) found(undefined)
  dependsOn(ref)
  const query = versions().where('thing.ref', '=', ref).where('thing.kind', '=', 'record').where(visibleTo(viewer))
  const row = found(
    await (number === undefined ? query.whereRef('version.id', '=', 'record.current') : query.where('version.number', '=', number)).executeTakeFirst(),
  )
  if (row.state === 'withdrawn') throw new Withdrawn((row.content as unknown as Content).title, (row.tombstone as unknown as Text) ?? undefined)
  return asVersion(row)
}

/** Every version of it, newest first; the same refusals. */
export async function versionsOf(viewer: Viewer, ref: string): Promise<RecordVersion[]> {
  await recordFor(viewer, ref)
  const rows = await versions().where('thing.ref', '=', ref).where(visibleTo(viewer)).orderBy('version.number', 'desc').execute()
  return rows.map(asVersion)
}

export function asVersion(row: Row): RecordVersion {
  const { edition: _, ...content } = row.content as unknown as Content
  return {
    thing: row.id,
    ref: row.ref,
    kind: row.kind as RecordKind,
    instrument: row.instrument,
    editionId: row.edition_id,
    edition: row.edition,
    state: row.state as RecordVersion['state'],
    reviewed: row.reviewed,
    custodian: row.custodian ?? undefined,
    lookAgain: row.look_again ?? undefined,
    access: row.access as unknown as Travelling['access'],
    origin: row.origin,
    number: row.number,
    newest: row.newest ?? row.number,
    published: row.published,
    note: (row.note as unknown as Text) ?? undefined,
    minor: row.minor,
    content,
    credits: (row.credits as Contributor[]).map(withoutNothing),
  }
}

/** A credit says only what there is to say: no `name: null`. */
const withoutNothing = (one: Contributor): Contributor =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)) as Contributor

/** The newest versions of many, by id, withdrawn ones too; what the viewer may not see is left out. */
export async function versionsById(viewer: Viewer, ids: number[]): Promise<RecordVersion[]> {
  if (ids.length === 0) return []
  const rows = await versions()
    .where('thing.id', 'in', ids)
    .where('thing.state', 'in', ['published', 'withdrawn'])
    .where(visibleTo(viewer))
    .whereRef('version.id', '=', 'record.current')
    .execute()
  return rows.map(asVersion)
}

/** The same of published records only: for cards, search and tables. */
export const currentVersions = async (viewer: Viewer, ids: number[]): Promise<RecordVersion[]> =>
  (await versionsById(viewer, ids)).filter(({ state }) => state === 'published')
