import type { FileUse } from '../base/files/uses.ts'
import type { Ref } from '../base/ids.ts'
import type { Lang, Text } from '../base/text.ts'
import type { Url } from '../ui/url.ts'

/** Why somebody reports something. */
export const reasons = ['spam', 'rude', 'wrong', 'private', 'rights', 'elsewhere', 'other'] as const
export type Reason = (typeof reasons)[number]

/** Why it waits to be looked at. */
export type Why = 'reported' | 'newcomer' | 'words' | 'appeal'

export const outcomes = [
  'fine',
  'hidden',
  'acted',
  'let-through',
  'not-let-through',
  'undone',
  'upheld',
] as const
export type Outcome = (typeof outcomes)[number]

/** What is done about a person besides. */
export const measures = ['none', 'warn', 'pause', 'remove'] as const
export type Measure = (typeof measures)[number]

/** In characters, days, lines of a page, and reports of one person in a day. */
export const most = { words: 2_000, reason: 1_000, days: 365, perPage: 20, reports: 20 }

/** In days: what a community left for so long goes to those of the instance. */
export const patience = 3

/** Something that is to be decided, as a queue shows it. */
export interface Matter {
  id: number
  thing: number
  kind: string
  ref: Ref
  community: { id: number; slug: string; name: Text } | null
  why: Why
  matched: string | null
  lang: Lang
  at: string
  /** It is for those of the instance. */
  above: boolean
  decided: string | null
  outcome: Outcome | null
  reason: string | null
  reports: number
}

/** The same with all that whoever decides has to know. */
export interface WholeMatter extends Matter {
  said: { reason: Reason; words: string; lang: Lang }[]
  title: string
  words: string
  href: Url | undefined
  files: FileUse[]
  /** Whose it is, where that is known; else nothing can be done about them. */
  person: { id: number; name: string; handle: string } | null
  canHide: boolean
  /** What was decided about the same before, and what was done about the same person there, the newest first. */
  before: { at: string; outcome: Outcome; reason: string | null }[]
  deeds: { at: string; kind: string; reason: string }[]
  /** What an appeal is against, and what it says. */
  against: { id: number; kind: string; reason: string; answer: string | null } | null
}
