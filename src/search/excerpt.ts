import { tokens } from './tokens.ts'

/** A piece of a text; `marked` where it is what was looked for. */
export interface Piece {
  text: string
  marked: boolean
}

const length = 240
/** A line with fewer characters tells nothing by itself. */
const shortest = 40

/** The part of a text in which most different words that were looked for stand, with these marked. */
export function excerpt(text: string, words: Set<string>): Piece[] {
  if (!text) return []
  const found = tokens(text).filter((token) => words.has(token.word))
  const from = bestStart(found)
  const start = wholeWord(text, Math.max(0, from - length / 4))
  const end = start + length >= text.length ? text.length : wholeWord(text, start + length)
  const pieces: Piece[] = start > 0 ? [{ text: '… ', marked: false }] : []
  let at = start
  for (const token of found.filter((one) => one.start >= start && one.end <= end)) {
    if (token.start > at) pieces.push({ text: text.slice(at, token.start), marked: false })
    // Pairs of characters overlap; what is marked already is not marked again.
    if (token.end > at)
      pieces.push({
        text: text.slice(Math.max(at, token.start), token.end),
        marked: true,
      })
    at = Math.max(at, token.end)
  }
  if (at < end) pieces.push({ text: text.slice(at, end), marked: false })
  if (end < text.length) pieces.push({ text: ' …', marked: false })
  return pieces.map((piece) => ({
    ...piece,
    text: piece.text.replace(/\s*\n\s*/g, ' · '),
  }))
}

function bestStart(found: { word: string; start: number }[]): number {
  let best = { different: 0, start: 0 }
  let first = 0
  const inside = new Map<string, number>()
  for (const token of found) {
    inside.set(token.word, (inside.get(token.word) ?? 0) + 1)
    while (token.start - found[first]!.start > length * 0.7) {
      const { word } = found[first++]!
      const left = inside.get(word)! - 1
      if (left) inside.set(word, left)
      else inside.delete(word)
    }
    if (inside.size > best.different) best = { different: inside.size, start: found[first]!.start }
  }
  return best.start
}

/** The beginning of the word at or after this place. */
function wholeWord(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.slice(at, at + 30).search(/\s/)
  return space < 0 ? at : at + space + 1
}

/** A line that has a sentence in it, and is not the label of an answer that was chosen, or a name. */
const sentence = /[\p{L}\p{N}]["'’”»)]?[.!?؟。…]+["'’”»)]*(\s|$)/u

const prose = (body: string): string =>
  body
    .split('\n')
    .filter((line) => line.length > shortest && sentence.test(line))
    .join('\n')

/** The summary where it says what was looked for, else the place among its sentences that does. */
export function excerptOf({ summary, body }: { summary: string; body: string }, words: Set<string>): Piece[] {
  const fromSummary = excerpt(summary, words)
  if (fromSummary.some((piece) => piece.marked)) return fromSummary
  const fromBody = excerpt(prose(body), words)
  return fromBody.some((piece) => piece.marked) ? fromBody : fromSummary
}
