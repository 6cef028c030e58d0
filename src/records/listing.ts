import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { type ListQuery, listQuery, listThings, narrowing } from '../base/things/listing.ts'
import type { Viewer } from '../base/viewer.ts'
import { type RecordKind, recordKinds } from '../instruments/definition.ts'
import { placeAsked } from '../places/listing.ts'
import { topicAsked } from '../vocabularies/listing.ts'
import { recordUrl } from './address.ts'
import { type RecordVersion, versionsById } from './reading.ts'

const { kind, place, concept, lang } = narrowing
export const RecordsQuery = listQuery({ kind: kind(recordKinds), place, concept, lang })

/**
 * Records as the API lists them. Refuses a place or topic that does not exist. A withdrawn record is
 * listed, so that whoever keeps a copy learns of it.
 */
export async function listRecords(
  viewer: Viewer,
  query: ListQuery & { kind?: RecordKind; place?: string; concept?: string; lang?: string },
) {
  const { rows, total, next } = await listThings(viewer, 'record', query, {
    subjects: [...(await placeAsked(viewer, query.place)), ...(await topicAsked(query.concept))],
    where: [
      query.kind ? sql<boolean>`thing.id in (select thing from record where kind = ${query.kind})` : [],
      query.lang
        ? sql<boolean>`thing.id in (select record.thing from record join version on version.id = record.current
            where jsonb_exists(version.content -> 'title' -> 'texts', ${query.lang}))`
        : [],
    ].flat(),
  })
  const versions = new Map(
    (
      await versionsById(
        viewer,
        rows.map(({ id }) => id),
      )
    ).map((one) => [one.thing, one]),
  )
  return {
    items: rows.flatMap(({ id, changed }) => {
      const record = versions.get(id)
      return record ? [asListed(record, changed)] : []
    }),
    total,
    next,
  }
}

/** One record as those lists have it; nothing where the viewer may not see it. */
export async function listedRecord(viewer: Viewer, id: number) {
  const [record] = await versionsById(viewer, [id])
  if (!record) return undefined
  const { rows } = await sql<{ changed: Date }>`
    select coalesce((select at from change where change.thing = thing.id), changed) as changed from thing where id = ${id}`.execute(
    db(),
  )
  return asListed(record, rows[0]!.changed)
}

const asListed = (record: RecordVersion, changed: Date) => ({
  ref: record.ref,
  state: record.state,
  changed: changed.toISOString(),
  address: recordUrl(record),
  kind: record.kind,
  instrument: record.instrument,
  version: record.number,
  title: record.content.title,
  summary: record.content.summary,
  knowledge: record.content.knowledge,
  reviewed: record.reviewed,
  places: record.content.places,
  topics: record.content.topics,
  licence: record.content.licence,
  due: record.due,
  marks: record.marks,
})
