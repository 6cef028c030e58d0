import { label } from '../base/i18n/t.ts'
import { reader } from '../base/i18n/reader.ts'
import { pick } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { definitionOf } from '../instruments/editions.ts'
import { readAnswers } from '../instruments/reading.ts'
import { trailOf } from '../places/lines.ts'
import { placesByCode } from '../places/places.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import { recordUrl } from './address.ts'
import { conditionsAlike } from './alike.ts'
import { citation } from './citing.ts'
import { linkedWith } from './linked.ts'
import type { RecordVersion } from './reading.ts'
import type { RecordView } from './views/RecordPage.tsx'

/**
 * Everything a record's page shows, read in the language asked for (`?read=`), else the reader's if it
 * has that, else the one it was written in.
 */
export async function viewOfRecord(viewer: Viewer, record: RecordVersion, read?: string): Promise<RecordView> {
  const { title, summary, answers } = record.content
  const lang = read && read in title.texts ? read : reader().lang
  const definition = await definitionOf(record.editionId)
  const [places, topics, linked, alike] = await Promise.all([
    placesByCode(record.content.places),
    topicsByCode(record.content.topics),
    linkedWith(viewer, record),
    conditionsAlike(viewer, record, definition.context ?? []),
  ])
  const first = [...places.values()][0]
  return {
    record,
    title: pick(title.texts, lang, title.original)!,
    summary: pick(summary.texts, lang, summary.original)!,
    reading: readAnswers(definition, answers, lang, title.original),
    levels: first ? (await trailOf(first)).map((place) => ({ name: label(place.name), href: url`/places/${place.code}` })) : [],
    places: [...places.values()],
    topics: [...topics.values()],
    linked,
    alike,
    cite: citation(record, { name: site().name, address: site().origin + recordUrl(record) }),
  }
}
