import type { Ref } from '../../base/ids.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Slot } from '../../instruments/definition.ts'

/** Passages of one write-up; and days after which who is silent is told once more, and left out. */
export const most = { passages: 200, words: 20_000 }
export const patience = { again: 10, out: 14 }

/** Until when silence is waited for. */
export const waitedUntil = (asked: string): Date =>
  new Date(new Date(asked).getTime() + patience.out * 86_400_000)

/** What somebody who is quoted may say to it. */
export const answers = ['named', 'unnamed', 'group', 'no'] as const
export type Answer = (typeof answers)[number]

/** Why a passage stands in the draft no more: who said it wants that, was silent, the writer, or it can be read nowhere any more. */
export type LeftOut = 'no' | 'silence' | 'writer' | 'gone'

export interface Passage {
  ref: Ref
  /** What it was said in: its thing, and its reference. */
  said: number
  saidRef: Ref
  piece: string
  sealed: boolean
  lang: Lang
  original: string
  /** As it will stand: the original, or shorter. */
  words: string
  slot: Slot | null
  label: Labels | null
  path: string | null
  /** Who said it, as far as that is shown; nobody where it was said without a name, or by who left. */
  by: string | null
  answer: Answer | null
  leftOut: LeftOut | null
  /** It can still be read where it was said. */
  there: boolean
}

/** Nobody has said anything to it. */
export const isWaiting = ({ answer, leftOut }: Pick<Passage, 'answer' | 'leftOut'>): boolean =>
  answer === null && leftOut === null

/** Who said it agreed, and it is in. */
export const isIn = ({ answer, leftOut }: Pick<Passage, 'answer' | 'leftOut'>): boolean =>
  answer !== null && answer !== 'no' && leftOut === null

/** The mark of what was left out in the middle of a passage. */
const gap = /^(\[?(…|\.\.\.)\]?)$/

const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .normalize('NFC')

const wordsIn = (text: string): string[] =>
  text.split(/\s+/).flatMap((word) => (gap.test(word) ? [] : bare(word) || []))

/** Whether these are words of the original in their order, and no others: `…` stands for what is left out. */
export function isShortened(original: string, words: string): boolean {
  const had = wordsIn(original)
  let at = 0
  for (const word of wordsIn(words)) {
    const found = had.indexOf(word, at)
    if (found < 0) return false
    at = found + 1
  }
  return true
}
