import { bare } from '../base/mail/in/answering.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import type { Place } from '../places/place.ts'
import { labelsForQuery } from '../vocabularies/query-words.ts'
import { aboveOf } from './matched.ts'

/** So many topics and so many places are named by one letter; so many words are looked at. */
const most = { each: 5, ofTitle: 30, ofWords: 250 }

export interface Said {
  title: string
  words: string
  /** The languages whose single words are read as names. */
  langs: string[]
}

/** Ids of what is named, in its order. */
export interface Named {
  topics: number[]
  places: number[]
}

/**
 * Topics and places that somebody names beyond doubt, by any label in any language, as whole words. `minded`: what the
 * community minds to which they say it.
 */
export async function namedIn(viewer: Viewer, said: Said, minded: number[]): Promise<Named> {
  return { topics: await topicsIn(said, minded), places: await placesIn(viewer, said, minded) }
}

/**
 * A name of several words counts wherever it stands. One of a single word is a word like others ("thanks for reading"):
 * it counts in the title, in the language of the letter, letter by letter, where it stands by itself or is within what
 * the community minds, or above it.
 */
async function topicsIn({ title, words, langs }: Said, minded: number[]): Promise<number[]> {
  const inTitle = await labelsForQuery(title, { looked: most.ofTitle, limit: 20 })
  const inWords = await labelsForQuery(words, { looked: most.ofWords, limit: 20 })
  const pieces = title.split(/[^\p{L}\p{M}\p{N}\s’'-]+/u).map(bare)
  const above = await aboveOf([{ topics: [...inTitle.map(({ id }) => id), ...minded], places: [] }])
  const near = (id: number) => minded.some((one) => above.get(id)?.has(one) || above.get(one)?.has(id))
  const bySeveral = ({ matched }: { matched: string }) => /\s/.test(matched)
  const byOne = ({ id, matched, labels }: (typeof inTitle)[number]) =>
    langs.some((lang) => labels[lang]?.some((label) => isWritten(label, matched))) &&
    (pieces.includes(bare(matched)) || near(id))
  const found = [...inTitle.filter((one) => bySeveral(one) || byOne(one)), ...inWords.filter(bySeveral)]
  // Of several that one name brings, the first.
  const byName = Map.groupBy(found, ({ matched }) => bare(matched)).values()
  return [...new Set(byName.map(([first]) => first!.id))].slice(0, most.each)
}

/** "KM" is no kilometre: what is written in capitals alone is. */
const isWritten = (label: string, matched: string): boolean =>
  label === label.toUpperCase() && label !== label.toLowerCase()
    ? matched === label
    : bare(matched) === bare(label)

interface Hit {
  place: Place
  from: number
  to: number
}

/**
 * Countries and what they are parts of, and what is within one of them where it is named too or the community minds it:
 * there are many norths. Of what is within one another, the nearest.
 */
async function placesIn(viewer: Viewer, { title, words }: Said, minded: number[]): Promise<number[]> {
  const { byId, byCode } = await everywhere()
  const hits = [title, words].flatMap((text) => longestOf(hitsIn(text, [...byId.values()])))
  const seen = [...new Set(hits.map(({ place }) => place))].filter(({ circle }) => maySee(viewer, circle))
  const known = new Set([...minded, ...seen.filter(({ level }) => level !== 'area').map(({ id }) => id)])
  const isKnown = (place: Place): boolean =>
    known.has(place.id) ||
    (place.level === 'area' && place.parents.some((code) => isKnown(byCode.get(code)!)))
  const sure = seen.filter((place) => place.level !== 'area' || isKnown(place))
  const above = ({ parents }: Place): string[] =>
    parents.flatMap((code) => [code, ...above(byCode.get(code)!)])
  const named = new Set(sure.flatMap(above))
  return sure
    .filter(({ code }) => !named.has(code))
    .map(({ id }) => id)
    .slice(0, most.each)
}

function hitsIn(text: string, places: Place[]): Hit[] {
  return places
    .filter(({ level }) => level !== 'world')
    .flatMap((place) =>
      [
        ...new Set([place.name, place.short].flatMap((one) => Object.values(one))),
        ...Object.values(place.also).flat(),
      ]
        .filter((name) => name.length > 2)
        .flatMap((name) => at(text, name).map((from) => ({ place, from, to: from + name.length }))),
    )
    .filter(({ from, to }) => isName(text, from, to))
}

/** Where these words stand as whole words. */
function at(text: string, name: string): number[] {
  const found: number[] = []
  for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length)) {
    const [before, after] = [text.slice(0, from), text.slice(from + name.length)]
    if (!/[\p{L}\p{M}\p{N}_@.#/-]$/u.test(before) && !/^(?:[\p{L}\p{M}\p{N}_@/-]|[.’'][\p{L}])/u.test(after))
      found.push(from)
  }
  return found
}

/** Begins a sentence or a line, so that its capital says nothing. */
const begins = /(?:^|[\n.!?:;•–—-]\s*|["“«(]\s*)$/u

/**
 * A single word is a name where only its capital says so, and it is no part of a longer name ("Lake Chad", "Republic of
 * Congo"); where letters have no capitals, if it is long. Several words are one.
 */
function isName(text: string, from: number, to: number): boolean {
  const name = text.slice(from, to)
  if (/\s/.test(name)) return true
  if (!/\p{Lu}/u.test(name)) return name.length > 4 && /\p{Lo}/u.test(name)
  const before = text.slice(0, from)
  if (begins.test(before)) return false
  const capital = /(\p{Lu}[\p{L}’'-]*)\s+(?:(?:of|du|de|del|da|do|des|dos)\s+(?:the\s+|la\s+)?)?$/u.exec(
    before,
  )
  return !(capital && !begins.test(before.slice(0, capital.index))) && !/^\s+\p{Lu}/u.test(text.slice(to))
}

/** Of names within names the longest. */
const longestOf = (hits: Hit[]): Hit[] =>
  hits
    .filter(
      (one) =>
        !hits.some(
          (other) =>
            other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from,
        ),
    )
    .toSorted((one, other) => one.from - other.from)
