import { refuse } from '../base/refusal.ts'
import { kindOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { isRecordKind } from '../instruments/definition.ts'
import { everyInstrument } from '../instruments/editions.ts'
import { site } from '../ui/site.ts'
import { type Url, url } from '../ui/url.ts'
import { type Asked, askedIn, entriesOf, searchUrl } from './address.ts'
import { carriedBy } from './carrying.ts'
import { filtersOf, nothing } from './choices.ts'
import { search } from './search.ts'

/** What says only how results are looked at, and is not kept. */
const looks = ['view', 'page', 'columns', 'lang']

/**
 * A search as it is kept: the query of its one address. `words` is the address of results, whole or from
 * `/search` or its `?` on. Refuses what is no search, what asks for everything, and whatever in it means
 * nothing here, by name.
 */
export async function savedQuery(viewer: Viewer, words: string): Promise<string> {
  const query = queryIn(words.trim())
  const { columns: _, ...asked } = askedIn(query)
  const saved: Asked = { ...asked, columns: [], view: 'list', page: 1 }
  const entries = entriesOf(saved)
  for (const name of new Set(query.keys())) {
    if (looks.includes(name) || name === 'q') continue
    const given = new Set(query.getAll(name).map((value) => value.trim()))
    const kept = entries.filter(([one]) => one === name).length
    if (name === 'sort' ? !['best', 'newest'].includes([...given].join()) : kept !== given.size)
      refuse('invalid', 'search.unknownPart', { part: `${name}=${[...given].join(', ')}` })
  }
  if (entries.every(([name]) => name === 'sort')) refuse('invalid', 'search.savesNothing')
  await refuseUnknown(viewer, saved)
  return new URLSearchParams(entries).toString()
}

function queryIn(words: string): URLSearchParams {
  const [before = '', query] = words.split('#')[0]!.split(/\?(.*)/s)
  const here = ['', '/search', `${site().origin}/search`].includes(before)
  if (query === undefined || !here) return refuse('invalid', 'search.notSaved')
  return new URLSearchParams(query)
}

async function refuseUnknown(viewer: Viewer, asked: Asked): Promise<void> {
  const unknown = (part: string, values: string[]) =>
    refuse('invalid', 'search.unknownPart', { part: `${part}=${values.join(', ')}` })
  for (const kind of asked.kind) if (!isRecordKind(kind) && !kindOf(kind)) unknown('kind', [kind])
  const filters = await filtersOf(viewer, asked)
  if (filters.place?.includes(nothing)) unknown('place', asked.place)
  if (filters.topic?.includes(nothing)) unknown('topic', asked.topic)
  if (asked.instrument.length) {
    const known = (await everyInstrument(viewer)).map(({ slug }) => slug)
    for (const slug of asked.instrument) if (!known.includes(slug)) unknown('instrument', [slug])
  }
}

/** Where the results of a kept search stand. */
export const savedUrl = (saved: string): Url => searchUrl(askedIn(new URLSearchParams(saved)), url`/search`)

/**
 * What a kept search finds now of what the viewer may see, without these things: for `cardsOf`. Five
 * queries at most.
 */
export async function findSaved(
  viewer: Viewer,
  saved: string,
  { lang, limit, offset, without }: { lang: string; limit: number; offset: number; without: number[] },
): Promise<{ things: { id: number; kind: string }[]; reachable: number }> {
  const asked = askedIn(new URLSearchParams(saved))
  const { hits, reachable } = await search(viewer, asked.q, {
    filters: await filtersOf(viewer, asked),
    lang,
    sort: asked.sort,
    // Of none it is still told how many there are.
    limit: Math.max(limit, 1),
    offset,
    carried: await carriedBy(asked.q),
    without,
  })
  return { things: hits.slice(0, limit).map(({ thing, kind }) => ({ id: thing, kind })), reachable }
}
