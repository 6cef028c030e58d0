/** A word of a text as search knows it, and where it stands there, in UTF-16 units. */
export interface Token {
  word: string
  start: number
  end: number
}

const words = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*/gu
/** Scripts written without spaces: their words are pairs of characters. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Mymr}][\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Mymr}\p{M}]*/gu
const characters = /\P{M}\p{M}*/gu
/** What Arabic and Hebrew are written with or without: vowel signs, stretching, joiners. */
const optional = /[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]/g
const longest = 64

/**
 * The words of a text in lower case, without regard to the database's locale. Chinese, Japanese,
 * Thai, Lao, Khmer and Burmese become pairs of characters, each overlapping the next; a character
 * that stands alone is itself.
 */
export function tokens(text: string): Token[] {
  return [...text.matchAll(words)].flatMap(({ 0: found, index }) => [...cut(found, index)])
}

/** The single characters of unspaced scripts, which a search for one of them asks for. */
export function singles(text: string): string[] {
  return [...text.matchAll(unspaced)].flatMap(({ 0: run }) => {
    const each = run.match(characters) ?? []
    return each.length > 1 ? each.map(plain).filter(Boolean) : []
  })
}

function* cut(found: string, at: number): Generator<Token> {
  let rest = 0
  for (const { 0: run, index } of found.matchAll(unspaced)) {
    if (index > rest) yield* whole(found.slice(rest, index), at + rest)
    yield* pairs(run, at + index)
    rest = index + run.length
  }
  if (rest < found.length) yield* whole(found.slice(rest), at + rest)
}

function* whole(part: string, start: number): Generator<Token> {
  const word = plain(part)
  if (word) yield { word, start, end: start + part.length }
}

function* pairs(run: string, at: number): Generator<Token> {
  const each = [...run.matchAll(characters)]
  if (each.length < 2) yield* whole(run, at)
  for (const [i, { 0: second, index }] of each.entries()) {
    const first = each[i - 1]
    if (first)
      yield* whole(first[0] + second, at + first.index).map((one) => ({
        ...one,
        end: at + index + second.length,
      }))
  }
}

const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(optional, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .slice(0, longest)

/** How PostgreSQL writes the fields of a tsvector: titles A, summaries B, bodies D. */
const labels = { title: 'A', summary: 'B', body: '' } as const
/** A phrase does not run from one field into the next. */
const gap = 10
/** PostgreSQL keeps one megabyte of words for each text, and no place beyond the 16,383rd. */
const mostBytes = 900_000

/**
 * A text's words in PostgreSQL's own notation of a tsvector, as they are written and with their
 * places. What is beyond its limits keeps being found by its first megabyte of different words.
 */
export function vector(text: { title: string; summary: string; body: string }): string {
  const places = new Map<string, string>()
  let place = 0
  let bytes = 0
  const add = (word: string, label: string) => {
    place++
    const before = places.get(word)
    const said = `${Math.min(place, 16_383)}${label}`
    bytes += before === undefined ? Buffer.byteLength(word) + 6 : 2
    if (bytes < mostBytes) places.set(word, before === undefined ? said : `${before},${said}`)
  }
  for (const [field, label] of Object.entries(labels) as ['title' | 'summary' | 'body', string][]) {
    for (const { word } of tokens(text[field])) add(word, label)
    place += gap
    for (const word of singles(text[field])) add(word, label)
    place += gap
  }
  return [...places].map(([word, at]) => `'${word}':${at}`).join(' ')
}

/** The words one after another, in PostgreSQL's notation of a tsquery; a phrase has two at least. */
export const phrase = (all: string[]): string =>
  all.length < 2 ? '' : all.map((word) => `'${word}'`).join(' <-> ')
