import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { wordsOfFiles } from '../base/files/uses.ts'
import { label } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { pick, type Text } from '../base/text.ts'
import type { Card, Kind, Searchable } from '../base/things/kinds.ts'
import { system, type Viewer, visibleTo } from '../base/viewer.ts'
import type { RecordKind } from '../instruments/definition.ts'
import { definitionOf } from '../instruments/editions.ts'
import { searchText } from '../instruments/search-text.ts'
import { everywhere } from '../places/everywhere.ts'
import type { Place } from '../places/place.ts'
import { placesByCode } from '../places/places.ts'
import { linksIn } from '../ui/parts/markdown-text.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import { recordUrl } from './address.ts'
import { creditedLeft, creditedTo } from './contributors/credits.ts'
import { custodianLeft, keptTrueBy } from './custodians.ts'
import { outcomesOf } from './evidence/counting.ts'
import { type Outcome, triedOf } from './evidence/use.ts'
import { type Marks, marksOf } from './freshness/marks.ts'
import { markNames } from './freshness/names.ts'
import { recordHanding } from './handing.ts'
import type { Content } from './interchange.ts'
import { recordsKnownBy } from './known.ts'
import { languagesOf } from './languages.ts'
import { kindName } from './names.ts'
import { currentVersions } from './reading.ts'
import { isHeard, spokenWords } from './telling/recordings.ts'
import { translatedHead } from './translating/translated-head.ts'
import { withTranslations } from './translating/with-translations.ts'

export interface CardRow {
  id: number
  ref: Ref
  kind: RecordKind
  reviewed: boolean
  published: string
  title: Text
  summary: Text
  knowledge: Content['knowledge']
  places: string[]
  marks: Marks
  outcomes: Partial<Record<Outcome, number>> | null
  voice: boolean
}

/** A query of what cards of these records show: only that, for a record may hold hundreds of answers. */
export const cardRows = (viewer: Viewer, ids: RawBuilder<unknown>): RawBuilder<CardRow> => sql`
  select thing.id, thing.ref, record.kind, record.reviewed, version.published, ${translatedHead('title')} as title,
    ${translatedHead('summary')} as summary, content ->> 'knowledge' as knowledge, content -> 'places' as places,
    ${marksOf(viewer)} as marks, ${outcomesOf('thing.id')} as outcomes, ${isHeard} as voice
  from thing join record on record.thing = thing.id join version on version.id = record.current
  where thing.id = any(${ids}) and thing.state = 'published' and ${visibleTo(viewer)}`

async function recordCards(viewer: Viewer, ids: number[]): Promise<Map<number, Card>> {
  const { rows } = await cardRows(viewer, sql`${ids}::bigint[]`).execute(db())
  return cardsFrom(rows)
}

/** The cards of those rows, by id. */
export async function cardsFrom(rows: CardRow[]): Promise<Map<number, Card>> {
  // Another record may replace or contradict one of these at any time.
  dependsOn('records', ...rows.map(({ ref }) => ref))
  // What else stands in a list of several kinds asks for everywhere too.
  const { byCode } = await everywhere()
  return new Map(rows.map((row) => [row.id, asCard(row, byCode)]))
}

const asCard = ({ kind, published, marks, outcomes, ...row }: CardRow, places: Map<string, Place>): Card => ({
  ...row,
  ...(outcomes && { tried: triedOf(outcomes) }),
  kind: 'record',
  href: recordUrl({ ref: row.ref, content: row }),
  kindName: kindName(kind),
  places: row.places.flatMap((code) => label(places.get(code)?.name) || []),
  languages: languagesOf(row),
  changed: new Date(published),
  marks: markNames(marks),
})

/** A record is found in each of its languages by its title, summary, answers, people, places, topics and files. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const records = (await currentVersions(system('search'), ids)).map(withTranslations)
  const places = await placesByCode(records.flatMap((record) => record.content.places))
  const topics = await topicsByCode(records.flatMap((record) => record.content.topics))
  const kept = await wordsOfFiles(ids)
  const spoken = await spokenWords(ids)
  const all: Searchable[] = []
  for (const record of records) {
    const definition = await definitionOf(record.editionId)
    const { title, summary, answers, basis } = record.content
    const files = kept.get(record.thing)
    const names = record.credits.flatMap(({ name, organisation }) => [name ?? [], organisation ?? []].flat())
    all.push({
      id: record.thing,
      kind: record.kind,
      knowledge: record.content.knowledge,
      instrument: record.instrument,
      texts: languagesOf(record.content).map((lang) => ({
        lang,
        title: pick(title.texts, lang, title.original)?.text ?? '',
        summary: pick(summary.texts, lang, summary.original)?.text ?? '',
        body: [
          searchText(definition, answers, lang),
          ...(spoken.get(record.thing) ?? []).flatMap((one) =>
            one.lang === lang || (lang === title.original && !Object.hasOwn(title.texts, one.lang))
              ? one.words
              : [],
          ),
          basis?.texts[lang] ?? '',
          ...names,
          ...record.content.organisations,
          ...record.content.places.map((code) => pick(places.get(code)?.name, lang)?.text ?? ''),
          ...record.content.topics.map((code) => pick(topics.get(code)?.label, lang)?.text ?? ''),
          ...(files?.captions ?? []).map((caption) => pick(caption, lang)?.text ?? ''),
          ...(files?.names ?? []),
          files?.words ?? '',
        ].join('\n'),
      })),
    })
  }
  return all
}

/** Wherever one stands: among the answers, in what people wrote, as where a file can be had. */
async function addresses(ids: number[]): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ id: number; answers: unknown; files: Content['files'] }>`
    select record.thing as id, content -> 'answers' as answers, content -> 'files' as files
    from record join version on version.id = record.current where record.thing = any(${ids}::bigint[])`.execute(
    db(),
  )
  return new Map(
    rows.map(({ id, answers, files }) => [
      id,
      [...wordsIn(answers).flatMap(linksIn), ...files.flatMap((file) => file.url ?? [])],
    ]),
  )
}

const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(wordsIn)
      : []

export const recordKind: Kind = {
  kind: 'record',
  noun: 'records',
  peace: {},
  cards: recordCards,
  searchable,
  addresses,
  keptBy: keptTrueBy,
  handing: recordHanding,
  keeperLeft: async (person, wish) => {
    await custodianLeft(person)
    await creditedLeft(person, wish)
  },
  creditedTo: async (viewer, person) => {
    const ids = await creditedTo(viewer, person)
    const cards = await recordCards(viewer, ids)
    return ids.flatMap((id) => cards.get(id) ?? [])
  },
  knownBy: recordsKnownBy,
}
