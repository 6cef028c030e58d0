import { pageIn } from '../../base/http/asked.ts'
import { refuse } from '../../base/refusal.ts'
import { isRecordKind, type RecordKind } from '../../instruments/definition.ts'
import { type Url, url } from '../../ui/url.ts'
import { type Sort, sorts } from './ranking.ts'

/** What the address asks for. */
export interface Asked {
  /** Codes by the key of their condition: `place=NE`, `c.<key>=<code>`. */
  answers: Record<string, string[]>
  /** One kind of record; else practices, tools, methods and datasets. */
  kind?: RecordKind
  sort: Sort
  /** Also what is less than half alike. */
  all: boolean
  /** From 1. */
  page: number
  /** The reference of the record that it starts from: its conditions are the answers where there are no others. */
  like?: string
}

const prefix = 'c.'
const mostAnswers = 60
const longest = 200

/**
 * What an address asks for; what is empty counts as not said. Refuses more than 60 answers.
 */
export function askedIn(query: URLSearchParams): Asked {
  const answers: Record<string, string[]> = {}
  for (const [name, value] of query) {
    const key = name === 'place' ? name : name.startsWith(prefix) ? clean(name.slice(prefix.length)) : ''
    const code = key === 'place' ? clean(value).toUpperCase() : clean(value)
    if (!key || !code || (answers[key] ?? []).includes(code)) continue
    answers[key] = [...(answers[key] ?? []), code]
  }
  if (Object.values(answers).flat().length > mostAnswers)
    refuse('invalid', 'likeness.tooMany', { most: mostAnswers })
  const kind = query.get('kind') ?? ''
  const like = clean(query.get('like') ?? '')
  return {
    answers,
    ...(isRecordKind(kind) && { kind }),
    sort: sorts.find((one) => one === query.get('sort')) ?? 'best',
    all: query.get('all') === '1',
    page: Math.min(pageIn(query), furthest),
    ...(like && { like }),
  }
}

const furthest = 10_000

/** Without what no text holds, and no longer than any name here. */
const clean = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\p{Cc}\ufffd]+/gu, ' ')
    .trim()
    .slice(0, longest)

/** The name of the field that takes the answer to a condition. */
export const fieldOf = (key: string): string => (key === 'place' ? key : prefix + key)

/** The one address of what is asked: names and values in order, nothing that goes without saying. */
export function conditionsUrl({ answers, kind, sort, all, page, like }: Asked): Url {
  const entries = Object.entries(answers).flatMap(([key, codes]) =>
    codes.toSorted().map((code): [string, string] => [fieldOf(key), code]),
  )
  if (kind) entries.push(['kind', kind])
  if (like) entries.push(['like', like])
  if (sort !== 'best') entries.push(['sort', sort])
  if (all) entries.push(['all', '1'])
  if (page > 1) entries.push(['page', String(page)])
  const query = new URLSearchParams(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString()
  return (query ? `${url`/conditions`}?${query}` : url`/conditions`) as Url
}

/** The same without this answer. */
export const withoutAnswer = (asked: Asked, key: string, code: string): Asked => ({
  ...asked,
  page: 1,
  answers: Object.fromEntries(
    Object.entries(asked.answers)
      .map(([one, codes]) => [one, one === key ? codes.filter((other) => other !== code) : codes] as const)
      .filter(([, codes]) => codes.length),
  ),
})
