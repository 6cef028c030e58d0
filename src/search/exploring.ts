import { reader } from '../base/i18n/reader.ts'
import { label, languageName } from '../base/i18n/t.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import type { Definition } from '../instruments/definition.ts'
import type { Edition } from '../instruments/editions.ts'
import { choiceLabel } from '../instruments/facets.ts'
import { type Everywhere, everywhere } from '../places/everywhere.ts'
import type { Place } from '../places/place.ts'
import { type Asked, type Chosen, chosenIn, type List, slugOf } from './address.ts'
import { carriedFrom, namedIn } from './carrying.ts'
import { type AnswerCode, choicesOf } from './choices.ts'
import { excerpt, excerptOf, type Piece } from './excerpt.ts'
import type { Hit } from './hits.ts'
import { nameOfKind, nameOfKnowledge } from './kind-names.ts'
import type { Count, Narrowed } from './narrowing.ts'
import { type Found, search } from './search.ts'
import { nearSpelling } from './spelling.ts'

/** Results on one page. */
export const pageSize = 20
/** So many topics are offered to narrow by. */
const mostTopics = 24

export interface Result {
  card: Card
  /** Where what was looked for stands, in this language. */
  excerpt: Piece[]
  lang: string
}

export interface Explored {
  asked: Asked
  results: Result[]
  found: Omit<Found, 'hits'>
  places: { place: Place; count: number }[]
  topics: { card: Card; count: number }[]
  instruments: Edition[]
  definition?: Definition
  /** What coded answers of the chosen questionnaire would give. */
  answers: (AnswerCode & { count: number })[]
  /** The query as it may have been meant. */
  near?: string
  /** Topics that the words of the query name, and those chosen: their pages lead on to what is near. */
  named: Card[]
  /** Every choice in force by its name. */
  chosen: { choice: Chosen; name: string }[]
}

/** Everything the page of a search shows. Eight queries, or nine with a word that nobody wrote. */
export async function explore(viewer: Viewer, asked: Asked): Promise<Explored> {
  const { filters, instruments, definition, codes } = await choicesOf(viewer, asked)
  const named = await namedIn(asked.q)
  const { hits, ...found } = await search(viewer, asked.q, {
    filters,
    lang: reader().lang,
    sort: asked.sort,
    limit: pageSize,
    offset: (asked.page - 1) * pageSize,
    carried: carriedFrom(named),
  })
  const near = found.unknown.length ? await nearSpelling(viewer, asked.q, found.unknown) : undefined
  const topics = found.counts.topic.filter(narrows(found, filters.topic)).slice(0, mostTopics)
  const cards = await cardsOf(viewer, [
    ...hits.map(({ thing, kind }) => ({ id: thing, kind })),
    ...[
      ...topics.map(({ value }) => Number(value)),
      ...(filters.topic ?? []),
      ...named.map(({ id }) => id),
    ].map((id) => ({ id, kind: 'topic' })),
  ])
  const byId = new Map(cards.map((card) => [card.id, card]))
  const all = await everywhere()
  return {
    asked,
    found,
    results: hits.flatMap((hit) => {
      const card = byId.get(hit.thing)
      return card ? { card, ...said(hit, card, found.marked) } : []
    }),
    places: placesOf(viewer, all, found, filters.place),
    topics: topics.flatMap(({ value, count }) => {
      const card = byId.get(Number(value))
      return card ? { card, count } : []
    }),
    instruments,
    definition,
    answers: answersOf(found.counts, codes),
    near,
    named: [...named.map(({ id }) => id), ...(filters.topic ?? [])].flatMap((id) => byId.get(id) ?? []),
    chosen: namesOf(asked, {
      all,
      instruments,
      definition,
      topics: [...byId.values()],
    }),
  }
}

/**
 * Where it stands, in the language it was found in; where that is not the reader's, the summary in the
 * reader's language when there is one.
 */
function said(hit: Hit, card: Card, marked: Set<string>): Pick<Result, 'excerpt' | 'lang'> {
  const { lang } = reader()
  const own = card.summary?.texts[lang]
  return own && hit.lang.split('-')[0] !== lang
    ? { excerpt: excerpt(own, marked), lang }
    : { excerpt: excerptOf(hit, marked), lang: hit.lang }
}

/** A place or topic that everything found is within would change nothing. */
const narrows =
  (found: Omit<Found, 'hits'>, chosen: number[] = []) =>
  ({ count }: Count): boolean =>
    chosen.length > 0 || count < found.total

function placesOf(
  viewer: Viewer,
  { byId }: Everywhere,
  found: Omit<Found, 'hits'>,
  chosen?: number[],
): Explored['places'] {
  return found.counts.place.filter(narrows(found, chosen)).flatMap(({ value, count }) => {
    const place = byId.get(Number(value))
    return place && maySee(viewer, place.circle) ? { place, count } : []
  })
}

function answersOf(counts: Narrowed['counts'], codes: AnswerCode[]): Explored['answers'] {
  const byId = new Map(codes.map((code) => [String(code.id), code]))
  return counts.answer.flatMap(({ value, count }) => {
    const code = byId.get(value)
    return code ? { ...code, count } : []
  })
}

interface Known {
  all: Everywhere
  instruments: Edition[]
  definition?: Definition
  topics: Card[]
}

function namesOf(asked: Asked, known: Known): Explored['chosen'] {
  const nameOf = ({ list, value }: Chosen): string => {
    if (typeof list !== 'string')
      return known.definition ? label(choiceLabel(known.definition, list.slot, value)) : ''
    const topic = () =>
      known.topics.find(({ kind, href }) => kind === 'topic' && slugOf(href) === value)?.title
    const names: Record<List, () => string | undefined> = {
      kind: () => nameOfKind(value),
      in: () => languageName(value),
      knowledge: () => nameOfKnowledge(value),
      instrument: () => label(known.instruments.find(({ slug }) => slug === value)?.title),
      place: () => label(known.all.byCode.get(value)?.name),
      topic: () => label(topic()?.texts),
    }
    return names[list]() ?? ''
  }
  return chosenIn(asked).map((choice) => ({
    choice,
    name: nameOf(choice) || choice.value,
  }))
}
