import { diffArrays } from 'diff'
import type { Labels, Lang } from '../../base/text.ts'

/** Words that stayed, went or came. */
export interface Piece {
  is: 'same' | 'gone' | 'new'
  text: string
}

/** Beyond so many words that differ, one text takes the place of the other. */
const mostDiffering = 3_000

/** Where less than this share of a text stayed, it is another: single words of it would only confuse. */
const alike = 0.3

/**
 * What became of a text, word by word as its language parts words: Arabic, Chinese and Thai too. Words that
 * were replaced beside each other are told as one change.
 */
function wordDifferences(before: string, after: string, lang: Lang): Piece[] {
  const parts = diffArrays(wordsOf(before, lang), wordsOf(after, lang), { maxEditLength: mostDiffering })
  if (!parts) return [gone(before), fresh(after)].filter(({ text }) => text)
  const pieces = parts.map(
    ({ value, added, removed }): Piece => ({
      is: added ? 'new' : removed ? 'gone' : 'same',
      text: value.join(''),
    }),
  )
  const same = pieces.reduce((sum, { is, text }) => sum + (is === 'same' ? text.length : 0), 0)
  if (same < alike * Math.max(before.length, after.length))
    return [gone(before), fresh(after)].filter(({ text }) => text)
  return joined(pieces)
}

/** The same of words by language, in every language in which they differ. */
export const wordsBetween = (was: Labels = {}, is: Labels = {}): { lang: Lang; pieces: Piece[] }[] =>
  [...new Set([...Object.keys(is), ...Object.keys(was)])]
    .filter((lang) => was[lang] !== is[lang])
    .map((lang) => ({ lang, pieces: wordDifferences(was[lang] ?? '', is[lang] ?? '', lang) }))

const gone = (text: string): Piece => ({ is: 'gone', text })
const fresh = (text: string): Piece => ({ is: 'new', text })

const segmenters = new Map<Lang, Intl.Segmenter>()

function wordsOf(text: string, lang: Lang): string[] {
  let segmenter = segmenters.get(lang)
  if (!segmenter) segmenters.set(lang, (segmenter = new Intl.Segmenter(lang, { granularity: 'word' })))
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Changes with nothing but a gap between them are one: what went, then what came. */
function joined(pieces: Piece[]): Piece[] {
  const all: Piece[] = []
  let [went, came] = ['', '']
  const flush = () => {
    if (went) all.push(gone(went))
    if (came) all.push(fresh(came))
    ;[went, came] = ['', '']
  }
  pieces.forEach(({ is, text }, i) => {
    if (is === 'gone') went += text
    else if (is === 'new') came += text
    else if (went && came && text.trim() === '' && pieces[i + 1]) {
      went += text
      came += text
    } else {
      flush()
      all.push({ is, text })
    }
  })
  flush()
  return all
}

/** Around a change so many characters of what stayed are read, to its nearest gap. */
const context = 160

/** The same with long stretches of what stayed cut short, for reading what changed. */
export function cutShort(pieces: Piece[]): Piece[] {
  return pieces.map((piece, i) => {
    if (piece.is !== 'same' || piece.text.length < 3 * context) return piece
    const start = i === 0 ? '' : `${piece.text.slice(0, context).replace(/\S*$/, '')}`
    const end = i === pieces.length - 1 ? '' : `${piece.text.slice(-context).replace(/^\S*/, '')}`
    return { is: 'same', text: `${start}… ${end}` }
  })
}

/** How many words went or came. */
export const countWords = (pieces: Piece[], lang: Lang): number =>
  pieces
    .filter(({ is }) => is !== 'same')
    .flatMap(({ text }) => wordsOf(text, lang))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
