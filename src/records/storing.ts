import { isDeepStrictEqual } from 'node:util'
import { db } from '../base/database/database.ts'
import type { Fault } from '../base/import.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { everyone, members } from '../base/viewer.ts'
import { checkAnswers } from '../instruments/answers.ts'
import { definitionOf, editionFor } from '../instruments/editions.ts'
import { facetsOf } from '../instruments/facets.ts'
import { placesByCode } from '../places/places.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import type { Content, Travelling } from './interchange.ts'

/** A record that cannot be taken in at all. */
export class Unfit extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(`${fault.place}: ${fault.message}`)
    this.fault = fault
  }
}

export interface Outcome {
  id: number
  outcome: 'made' | 'changed' | 'unchanged'
  faults: Fault[]
}

/**
 * Keeps a record as it travels: makes it, or adds the versions it has more of and whatever else
 * changed. Refuses, by `Unfit`, an unknown instrument and a published version that reads otherwise
 * than it did.
 */
export async function keepRecord(record: Travelling): Promise<Outcome> {
  const instrument = await editionFor(record.instrument)
  if (!instrument)
    throw new Unfit({ place: 'instrument', message: `there is no instrument "${record.instrument}"` })
  const standing = await db()
    .selectFrom('thing')
    .leftJoin('record', 'record.thing', 'thing.id')
    .select([
      'thing.id',
      'thing.kind',
      'thing.state',
      'thing.circle',
      'record.reviewed',
      'record.custodian',
      'record.look_again',
      'record.access',
      'record.tombstone',
    ])
    .where('thing.ref', '=', record.ref)
    .forUpdate('thing')
    .executeTakeFirst()
  if (standing && standing.kind !== 'record')
    throw new Unfit({
      place: 'ref',
      message: `${record.ref} is the reference of another kind of thing: ${standing.kind}`,
    })
  const faults: Fault[] = []
  const id = standing?.id ?? (await makeRecord(record, instrument.instrument))
  const versions = await keepVersions(id, record, faults)
  const status = statusOf(record)
  const sameStatus =
    standing !== undefined &&
    isDeepStrictEqual(
      {
        state: standing.state,
        reviewed: standing.reviewed,
        custodian: standing.custodian,
        look_again: standing.look_again,
        access: standing.access,
        tombstone: standing.tombstone,
      },
      { state: record.state, ...status },
    )
  if (standing && sameStatus && versions === 0) return { id, outcome: 'unchanged', faults }
  const circle = await circleFor(record, standing?.circle)
  await db()
    .updateTable('thing')
    .set({ state: record.state, circle, changed: lastPublished(record) })
    .where('id', '=', id)
    .execute()
  await db()
    .updateTable('record')
    .set({
      ...status,
      access: JSON.stringify(status.access),
      tombstone: status.tombstone && JSON.stringify(status.tombstone),
      opens: record.access.opens ?? null,
    })
    .where('thing', '=', id)
    .execute()
  await keepCurrent(id, record, faults)
  return { id, outcome: standing ? 'changed' : 'made', faults }
}

const statusOf = (record: Travelling) => ({
  reviewed: record.reviewed,
  custodian: record.custodian ?? null,
  look_again: record.lookAgain ?? null,
  access: record.access,
  tombstone: record.tombstone ?? null,
})

const lastPublished = (record: Travelling): string => record.versions.at(-1)!.published

async function makeRecord(record: Travelling, instrument: number): Promise<number> {
  const { id } = await makeThing({
    kind: 'record',
    sort: record.kind,
    ref: record.ref,
    state: record.state,
    origin: record.origin,
  })
  await db()
    .insertInto('record')
    .values({ thing: id, kind: record.kind, instrument, reviewed: record.reviewed })
    .execute()
  return id
}

/** Everyone, members, or a circle of its own for those it names and for an embargo not yet over. */
async function circleFor({ access }: Travelling, standing: number | undefined): Promise<number> {
  const closed = access.opens !== undefined && access.opens > new Date().toISOString().slice(0, 10)
  if (access.to === 'everyone' && !closed) return everyone
  if (access.to === 'members' && !closed) return members
  if (standing !== undefined && standing !== everyone && standing !== members) return standing
  const made = await db()
    .insertInto('circle')
    .values({ kind: 'named' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Adds the versions that are not there yet; gives how many. */
async function keepVersions(id: number, record: Travelling, faults: Fault[]): Promise<number> {
  const standing = await db()
    .selectFrom('version')
    .select(['id', 'number', 'content'])
    .where('record', '=', id)
    .execute()
  let added = 0
  for (const version of record.versions) {
    const { contributors, ...content } = version.content
    const place = `version ${version.number}`
    const edition = await editionFor(record.instrument, content.edition)
    if (!edition)
      throw new Unfit({ place, message: `"${record.instrument}" has no edition "${content.edition}"` })
    const checked = checkAnswers(await definitionOf(edition.id), content.answers)
    faults.push(...checked.faults.map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })))
    const kept = { ...content, answers: checked.good }
    const same = standing.find((one) => one.number === version.number)
    if (same) {
      if (isDeepStrictEqual(same.content, JSON.parse(JSON.stringify(kept)))) continue
      throw new Unfit({
        place,
        message: 'it was published and reads otherwise here; a change needs a new version',
      })
    }
    const { id: made } = await db()
      .insertInto('version')
      .values({
        record: id,
        number: version.number,
        edition: edition.id,
        published: version.published,
        note: version.note ? JSON.stringify(version.note) : null,
        minor: version.minor,
        content: JSON.stringify(kept),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db()
      .insertInto('credit')
      .values(contributors.map((one, position) => ({ version: made, position, ...one })))
      .execute()
    added++
  }
  return added
}

/** What others find and narrow by: kept for the newest version only. */
async function keepCurrent(id: number, record: Travelling, faults: Fault[]): Promise<void> {
  const current = await db()
    .selectFrom('version')
    .select(['id', 'edition', 'content'])
    .where('record', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db().updateTable('record').set({ current: current.id }).where('thing', '=', id).execute()
  const content = current.content as unknown as Omit<Content, 'contributors'>
  const places = await placesByCode(content.places)
  const topics = await topicsByCode(content.topics)
  for (const code of content.places)
    if (!places.has(code)) faults.push({ place: 'places', message: `there is no place "${code}"` })
  for (const code of content.topics)
    if (!topics.has(code)) faults.push({ place: 'topics', message: `there is no topic "${code}"` })
  await setAbout(
    id,
    [...places.values(), ...topics.values()].map((subject) => subject.id),
  )
  await db().deleteFrom('link').where('record', '=', id).execute()
  if (content.links.length)
    await db()
      .insertInto('link')
      .values(content.links.map(({ rel, to }) => ({ record: id, rel, target: to })))
      .onConflict((c) => c.doNothing())
      .execute()
  await db().deleteFrom('facet').where('thing', '=', id).execute()
  const facets = facetsOf(await definitionOf(current.edition), content.answers)
  const answeredPlaces = await placesByCode(facets.flatMap((one) => one.place ?? []))
  const rows = facets.map(({ slot, code, number, day, place }) => ({
    thing: id,
    instrument: record.instrument,
    slot,
    code: code ?? null,
    number: number ?? null,
    day: day ?? null,
    place: place === undefined ? null : (answeredPlaces.get(place)?.id ?? null),
  }))
  const whole = rows.filter(
    (row) => row.code !== null || row.number !== null || row.day !== null || row.place !== null,
  )
  if (whole.length) await db().insertInto('facet').values(whole).execute()
}
