import { pick } from '../base/text.ts'
import type { Card, Kind, Searchable } from '../base/things/kinds.ts'
import { label } from '../base/i18n/t.ts'
import { system, type Viewer } from '../base/viewer.ts'
import { definitionOf } from '../instruments/editions.ts'
import { searchText } from '../instruments/search-text.ts'
import { placesByCode } from '../places/places.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import { recordUrl } from './address.ts'
import { languagesOf } from './languages.ts'
import { kindName } from './names.ts'
import { currentVersions } from './reading.ts'

async function recordCards(viewer: Viewer, ids: number[]): Promise<Map<number, Card>> {
  const records = await currentVersions(viewer, ids)
  const places = await placesByCode(records.flatMap((record) => record.content.places))
  return new Map(
    records.map((record) => [
      record.thing,
      {
        id: record.thing,
        ref: record.ref,
        kind: 'record',
        href: recordUrl(record),
        title: record.content.title,
        summary: record.content.summary,
        kindName: kindName(record.kind),
        knowledge: record.content.knowledge,
        reviewed: record.reviewed,
        places: record.content.places.flatMap((code) => label(places.get(code)?.name) || []),
        languages: languagesOf(record),
        changed: new Date(record.published),
      },
    ]),
  )
}

/** A record is found in each of its languages by its title, summary, answers, people, places and topics. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const records = await currentVersions(system('search'), ids)
  const places = await placesByCode(records.flatMap((record) => record.content.places))
  const topics = await topicsByCode(records.flatMap((record) => record.content.topics))
  const all: Searchable[] = []
  for (const record of records) {
    const definition = await definitionOf(record.editionId)
    const { title, summary, answers, basis } = record.content
    const names = record.credits.flatMap(({ name, organisation }) => [name ?? [], organisation ?? []].flat())
    all.push({
      id: record.thing,
      kind: record.kind,
      knowledge: record.content.knowledge,
      instrument: record.instrument,
      texts: languagesOf(record).map((lang) => ({
        lang,
        title: pick(title.texts, lang, title.original)?.text ?? '',
        summary: pick(summary.texts, lang, summary.original)?.text ?? '',
        body: [
          searchText(definition, answers, lang),
          basis?.texts[lang] ?? '',
          ...names,
          ...record.content.organisations,
          ...record.content.places.map((code) => pick(places.get(code)?.name, lang)?.text ?? ''),
          ...record.content.topics.map((code) => pick(topics.get(code)?.label, lang)?.text ?? ''),
        ].join('\n'),
      })),
    })
  }
  return all
}

export const recordKind: Kind = { kind: 'record', noun: 'records', cards: recordCards, searchable }
