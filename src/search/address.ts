import { refuse } from '../base/refusal.ts'
import { type Url, url } from '../ui/url.ts'

/** What the address of a search asks for; each list is any of these, by what people call them. */
export interface Asked {
  q: string
  kind: string[]
  /** Languages that things can be read in; `lang` is the reader's own on every page. */
  in: string[]
  knowledge: string[]
  instrument: string[]
  /** Codes, as in addresses of places. */
  place: string[]
  /** As in addresses of topics. */
  topic: string[]
  /** Codes by slot: `f.<slot>=<code>`. */
  answers: Record<string, string[]>
  /** The slots a table shows. */
  columns: string[]
  sort: 'best' | 'newest'
  view: 'list' | 'table' | 'map'
  /** From 1. */
  page: number
}

const lists = ['kind', 'in', 'knowledge', 'instrument', 'place', 'topic'] as const
export type List = (typeof lists)[number]

/** A question longer than this is a mistake, as are more choices. */
const longestQuery = 500
const longestChoice = 200
const mostChoices = 60
/** Lists that are narrowed at once: each takes a bit of one number. */
const mostLists = 24
const furthestPage = 10_000
const answer = 'f.'

/**
 * What is asked for, as far as it makes sense: what is not known is left out, nonsense counts as not
 * said. Refuses a question of more than 500 characters and more than 60 choices.
 */
export function askedIn(query: URLSearchParams): Asked {
  const all = (name: string): string[] =>
    [
      ...new Set(
        query
          .getAll(name)
          .map(clean)
          .filter((value) => value && value.length <= longestChoice),
      ),
    ].sort()
  const q = [...new Set(query.getAll('q').map(clean))].join(' ').trim()
  if (q.length > longestQuery) refuse('invalid', 'search.tooLong', { most: longestQuery })
  const slots = [...new Set(query.keys())].filter((name) => name.startsWith(answer)).sort()
  const asked: Asked = {
    q,
    kind: all('kind'),
    in: all('in').filter(isTag),
    knowledge: all('knowledge'),
    instrument: all('instrument'),
    place: all('place').map((code) => code.toUpperCase()),
    topic: all('topic'),
    answers: Object.fromEntries(
      slots
        .map((name) => [clean(name.slice(answer.length)), all(name)] as const)
        .filter(([slot, codes]) => slot && codes.length),
    ),
    columns: [
      ...new Set(
        query
          .getAll('columns')
          .flatMap((value) => value.split(','))
          .map(clean),
      ),
    ].filter((slot) => slot),
    sort: query.get('sort') === 'newest' ? 'newest' : 'best',
    view: one(query.get('view'), ['table', 'map'] as const) ?? 'list',
    page: page(query.get('page')),
  }
  if (chosenIn(asked).length + asked.columns.length > mostChoices || slots.length > mostLists)
    refuse('invalid', 'search.tooMany', { most: mostChoices })
  return asked
}

/** Without what no text holds: NUL, other control characters, halves of characters. */
const clean = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\p{Cc}\ufffd]+/gu, ' ')
    .trim()

function isTag(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length > 0
  } catch {
    return false
  }
}

const one = <T extends string>(value: string | null, known: readonly T[]): T | undefined =>
  known.find((each) => each === value)

function page(value: string | null): number {
  const number = /^[0-9]{1,9}$/.test(value ?? '') ? Number(value) : 1
  return number > 0 ? Math.min(number, furthestPage) : 1
}

export interface Chosen {
  list: List | { slot: string }
  value: string
}

/** Every choice in force. */
export const chosenIn = (asked: Asked): Chosen[] => [
  ...lists.flatMap((list) => asked[list].map((value) => ({ list, value }))),
  ...Object.entries(asked.answers).flatMap(([slot, codes]) =>
    codes.map((value) => ({ list: { slot }, value })),
  ),
]

export function isChosen(asked: Asked, { list, value }: Chosen): boolean {
  return (typeof list === 'string' ? asked[list] : (asked.answers[list.slot] ?? [])).includes(value)
}

/** The same search with this choice made, or taken away when it was made. From the first page. */
export function toggled(asked: Asked, choice: Chosen): Asked {
  const { list, value } = choice
  const change = (values: string[]) =>
    isChosen(asked, choice) ? values.filter((each) => each !== value) : [...values, value]
  if (typeof list === 'string') {
    // The questions of one questionnaire say nothing about another.
    const answers = list === 'instrument' ? {} : asked.answers
    return { ...asked, [list]: change(asked[list]), answers, page: 1 }
  }
  return {
    ...asked,
    answers: {
      ...asked.answers,
      [list.slot]: change(asked.answers[list.slot] ?? []),
    },
    page: 1,
  }
}

/** The same search without any choice. */
export const withoutChoices = (asked: Asked): Asked => ({
  ...asked,
  kind: [],
  in: [],
  knowledge: [],
  instrument: [],
  place: [],
  topic: [],
  answers: {},
  page: 1,
})

/** Its query, names and values in order and nothing that goes without saying: one search, one address. */
export function entriesOf(asked: Asked): [string, string][] {
  const entries: [string, string][] = [
    ...(asked.q ? [['q', asked.q] as [string, string]] : []),
    ...lists.flatMap((list) => asked[list].toSorted().map((value): [string, string] => [list, value])),
    ...Object.entries(asked.answers).flatMap(([slot, codes]) =>
      codes.toSorted().map((code): [string, string] => [answer + slot, code]),
    ),
    ...asked.columns.map((slot): [string, string] => ['columns', slot]),
  ]
  if (asked.sort !== 'best') entries.push(['sort', asked.sort])
  if (asked.view !== 'list') entries.push(['view', asked.view])
  if (asked.page > 1) entries.push(['page', String(asked.page)])
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The one address of a search, or of the same as a file. */
export function searchUrl(asked: Asked, at: Url = url`/search`): Url {
  const query = new URLSearchParams(entriesOf(asked)).toString()
  return (query ? `${at}?${query}` : at) as Url
}

/** Topics go by the last part of their pages' addresses. */
export const slugOf = (href: string): string => decodeURIComponent(href.split('/').at(-1) ?? '')
