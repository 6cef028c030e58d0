import { bare } from '../base/mail/in/answering.ts'
import { withOurFigures } from '../base/mail/in/figures.ts'

/** What is asked, by its number in the letter. */
export interface Numbered {
  number: number
  /** Its words, in every language in which they may be quoted. */
  labels: string[]
  /** What stands for each code of its scale; nothing where it is answered in words. */
  scale?: { code: string; names: string[] }[]
}

export interface Read {
  /** What was understood, by number: a code, or words. */
  answers: Map<number, string>
  /** Numbers of what was not. */
  unclear: number[]
  /** Words that belong to no question. */
  besides: boolean
}

const between = String.raw`\s*[:)\].=،,\-–—]+\s*`
const marked = new RegExp(String.raw`^[([]?(\d{1,3})${between}(.*)$`, 'u')
const unmarked = /^(\d{1,3})(?:\s+(.*))?$/u
// Between two pairs something stands: else there would be many ways to read one line, and to try them all takes for ever.
const onePair = String.raw`[([]?\d{1,3}\s*[:)\].=\-–—]\s*\d{1,3}`
const pairs = new RegExp(String.raw`^(?:${onePair}[\s,;،؛/]+)+${onePair}[\s,;،؛/]*$`, 'u')
const pair = /(\d{1,3})\s*[:)\].=\-–—]\s*(\d{1,3})/gu

/** Words on a question, line by line; `quoted`: the question itself stands before them; `ends`: before a quoted one. */
interface Spoken {
  lines: string[]
  quoted: boolean
  ends?: boolean
}

/**
 * Reads an answer of numbered lines: `1: 4`, `1) 4`, `1 4`, several in a line, a name of the scale for its number, the
 * question quoted before its answer. A question in words goes on until the next number; of the last one its first
 * paragraph counts, so that no greeting with a name below is taken for a part of it. Nor is a line that is `name`.
 */
export function readNumbered(given: string, asked: Numbered[], name: string): Read {
  const of = new Map(asked.map((one) => [one.number, one]))
  const answers = new Map<number, string>()
  const spoken = new Map<number, Spoken>()
  const unclear = new Set<number>()
  let besides = false
  let at: { one: Numbered; marked: boolean } | undefined
  const take = (one: Numbered, said: string): boolean => {
    const code = codeOf(one, said)
    const before = answers.get(one.number)
    if (!code || (before !== undefined && before !== code.code)) return false
    answers.set(one.number, code.code)
    besides ||= code.besides
    return true
  }
  for (const line of linesOf(given)) {
    const [, digits, more = ''] =
      marked.exec(line) ?? (mayBeUnmarked(at) ? unmarked.exec(line) : undefined) ?? []
    const one = digits ? of.get(Number(digits)) : undefined
    // The answer stands below its question.
    const waits = at?.one.scale && !more && !answers.has(at.one.number) && !unclear.has(at.one.number)
    if (waits && take(at!.one, line)) continue
    if (!one) {
      if (at && !at.one.scale) spoken.get(at.one.number)!.lines.push(line)
      else if (digits) unclear.add(Number(digits))
      else besides ||= bare(line) !== '' && bare(line) !== bare(name)
      continue
    }
    const { said, quoted } = withoutLabel(more, one)
    if (quoted && at && !at.one.scale) spoken.get(at.one.number)!.ends = true
    at = { one, marked: marked.test(line) }
    if (one.scale) {
      if (said && !take(one, said)) unclear.add(one.number)
    } else if (!spoken.has(one.number)) spoken.set(one.number, { lines: [said], quoted })
    else if (said) unclear.add(one.number)
  }
  const last = [...spoken.keys()].at(-1)
  for (const [number, one] of spoken) {
    const ends = one.quoted || one.ends || (number === last && at?.one.number === number)
    const { words, rest } = ends ? firstParagraph(one) : { words: one.lines, rest: [] }
    besides ||= rest.some((line) => bare(line) !== '' && bare(line) !== bare(name))
    const kept = words
      .filter((line) => bare(line) !== bare(name))
      .join('\n')
      .trim()
    if (kept) answers.set(number, kept)
  }
  return { answers, unclear: [...unclear].toSorted((a, b) => a - b), besides }
}

const linesOf = (given: string): string[] =>
  withOurFigures(given)
    .split('\n')
    .map((line) => line.replace(/^[\s>*•–—-]+(?=[([]?\d)/u, '').trim())
    .flatMap((line) =>
      pairs.test(line) ? Array.from(line.matchAll(pair), ([, number, code]) => `${number}: ${code}`) : [line],
    )

/** In words a line may begin with any number: only a mark after it makes it the next answer, unless that is how they write. */
const mayBeUnmarked = (at: { one: Numbered; marked: boolean } | undefined): boolean =>
  !at || at.one.scale !== undefined || !at.marked

function withoutLabel(given: string, { labels }: Numbered): { said: string; quoted: boolean } {
  const label = labels.map(withOurFigures).find((one) => one && given.startsWith(one))
  const said = label === undefined ? given : given.slice(label.length)
  return { said: said.replace(/^[\s:=–—-]+/u, '').trim(), quoted: label !== undefined }
}

/** Which of a scale it says: its number, alone, of five or before words, or what it is called. */
function codeOf({ scale = [] }: Numbered, said: string): { code: string; besides: boolean } | undefined {
  const named = scale.find(({ names }) => names.some((name) => bare(name) === bare(said)))
  if (named) return { code: named.code, besides: false }
  const [, code, rest = ''] = /^[*_"“(]?(\d{1,3})(?![.,]?\d)(.*)$/u.exec(said) ?? []
  const one = scale.find((some) => some.code === code)
  if (!one) return undefined
  const words = rest.replace(new RegExp(String.raw`^\s*(?:/|of|sur|de|из|من)\s*${scale.length}\b`, 'u'), '')
  // "4-5" says two, and "4 2: 5" is of another question too.
  if (/\d/.test(words)) return undefined
  const more = bare(words)
  return { code: one.code, besides: more !== '' && !one.names.some((name) => bare(name) === more) }
}

/** Where the question itself stands before them, from the next line on: below it a whole letter may stand. */
function firstParagraph({ lines, quoted }: Spoken): { words: string[]; rest: string[] } {
  const from = quoted ? 0 : Math.max(0, lines.findIndex(Boolean))
  const start = quoted && !lines[0] ? 1 : from
  const end = lines.findIndex((line, i) => i >= start && line === '')
  return end < 0 ? { words: lines, rest: [] } : { words: lines.slice(0, end), rest: lines.slice(end) }
}
