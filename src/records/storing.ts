import { isDeepStrictEqual } from 'node:util'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Text } from '../base/text.ts'
import { makeThing } from '../base/things/things.ts'
import { editionFor } from '../instruments/editions.ts'
import { keepCurrent } from './anchoring.ts'
import type { Travelling } from './interchange.ts'
import { opennessOf } from './openness.ts'
import { keepTravellingRecordings } from './telling/travelling.ts'
import { type Beside, keepTravellingFiles } from './travelling-files.ts'
import { Unfit } from './unfit.ts'
import { keepVersions } from './versioning.ts'

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
export async function keepRecord(given: Travelling, beside: Beside = new Map()): Promise<Outcome> {
  const instrument = await editionFor(given.instrument)
  if (!instrument)
    throw new Unfit({ place: 'instrument', message: t('records.noInstrument', { slug: given.instrument }) })
  const standing = await standingRecord(given)
  // What was withdrawn here is not brought back by a copy that comes again.
  const record = standing?.taken
    ? { ...given, state: 'withdrawn' as const, tombstone: standing.taken }
    : given
  const faults: Fault[] = []
  const id = standing?.id ?? (await makeRecord(record, instrument.instrument))
  const versions = await keepVersions(id, record, faults)
  const files = await keepTravellingFiles(id, record, beside, faults)
  const recordings = await keepTravellingRecordings(id, record)
  const status = statusOf(record)
  // Who of this commons said yes to keeping it is not replaced by a name that came with it, nor the day they said,
  // unless a new version says when that is to be looked at.
  if (standing?.kept) status.custodian = standing.status.custodian
  if (standing?.dated && versions === 0) status.look_again = standing.status.look_again
  if (
    standing &&
    !files &&
    !recordings &&
    versions === 0 &&
    isDeepStrictEqual(standing.status, { state: record.state, ...status })
  )
    return { id, outcome: 'unchanged', faults }
  const { circle, ...openness } = await opennessOf(id, record.access, standing?.named ?? null)
  await db()
    .updateTable('thing')
    .set({ state: record.state, circle, changed: lastPublished(record) })
    .where('id', '=', id)
    .execute()
  await db()
    .updateTable('record')
    .set({
      ...status,
      ...openness,
      access: JSON.stringify(status.access),
      tombstone: status.tombstone && JSON.stringify(status.tombstone),
    })
    .where('thing', '=', id)
    .execute()
  await keepCurrent(id, record, faults)
  return { id, outcome: standing ? 'changed' : 'made', faults }
}

/** What stands under its reference, held until the transaction is over. */
async function standingRecord({ ref }: Travelling) {
  const row = await db()
    .selectFrom('thing')
    .leftJoin('record', 'record.thing', 'thing.id')
    .select(['thing.id', 'thing.kind', 'thing.state', 'record.named', 'record.dated'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('custodianship')
            .whereRef('custodianship.record', '=', 'thing.id')
            .where('since', 'is not', null)
            .where('ended', 'is', null),
        )
        .as('kept'),
    )
    .select((e) =>
      e
        .selectFrom('withdrawal')
        .whereRef('withdrawal.record', '=', 'thing.id')
        .where('ended', 'is', null)
        .select('record.tombstone')
        .as('taken'),
    )
    .select(['record.reviewed', 'record.custodian', 'record.look_again', 'record.access', 'record.tombstone'])
    .where('thing.ref', '=', ref)
    .forUpdate('thing')
    .executeTakeFirst()
  if (!row) return undefined
  const { id, kind, named, kept, dated, taken, ...status } = row
  if (kind !== 'record') throw new Unfit({ place: 'ref', message: t('records.otherKind', { ref, kind }) })
  return { id, named, kept, dated, taken: taken as Text | null, status }
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
