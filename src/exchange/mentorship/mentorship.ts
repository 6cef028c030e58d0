import type { Ref } from '../../base/ids.ts'
import type { Lang } from '../../base/text.ts'
import type { Author } from '../entry.ts'

export type MentorshipState = 'asked' | 'agreed' | 'paused' | 'declined' | 'taken-back' | 'ended'

/** In characters; so many stand on a page, so many somebody asks for in a week; days until who was told no may ask the same again. */
export const limits = {
  purpose: 1_000,
  rhythm: 200,
  words: 8_000,
  listed: 20,
  notes: 30,
  aWeek: 5,
  again: 30,
}

/** What they agree: what for, how often, until when. */
export interface Terms {
  purpose: string
  rhythm: string
  until: string
}

/** The draft of a story; or where it was told its record. */
export interface StoryOf {
  ref: Ref
  told: boolean
}

export interface Reflection {
  lang: Lang
  words: string
  /** Who wrote it may be named in the story of the other. */
  mayName: boolean
  /** They began a story with it, whether the viewer may read that or not. */
  begun: boolean
  /** What it became. */
  story: StoryOf | null
}

/** Two people, one of whom accompanies the other; seen by the two alone. */
export interface Mentorship {
  id: number
  ref: string
  state: MentorshipState
  purpose: string
  lang: Lang
  rhythm: string | null
  until: string | null
  at: string
  agreed: string | null
  ended: string | null
  /** The viewer accompanies the other. */
  mentors: boolean
  /** The viewer asked for it. */
  asked: boolean
  /** Nobody where they left and kept their name out of it. */
  with: Author | null
  /** Other terms that wait for a yes; `mine`: for that of the other. */
  proposed: (Terms & { mine: boolean }) | null
}

export interface Note {
  id: number
  mine: boolean
  name: string
  /** Of a meeting. */
  day: string | null
  lang: Lang
  words: string
  at: string
}

type One = Pick<Mentorship, 'state' | 'proposed' | 'asked' | 'with'>

export const isGoing = ({ state }: Pick<One, 'state'>): boolean => state === 'agreed' || state === 'paused'
/** Says yes to what the other proposes. */
export const mayAgree = ({ state, proposed }: One): boolean =>
  (state === 'asked' || state === 'agreed' || state === 'paused') && proposed !== null && !proposed.mine
/** Who was asked says no; who asked takes it back. */
export const mayDecline = ({ state, asked }: One): boolean => state === 'asked' && !asked
export const mayTakeBack = ({ state, asked }: One): boolean => state === 'asked' && asked
export const mayPropose = ({ state, with: other }: One): boolean =>
  (state === 'asked' || state === 'agreed' || state === 'paused') && other !== null
/** Writes in the log: while they talk about it, while it goes on, and not after. */
export const mayNote = ({ state, with: other }: One): boolean =>
  (state === 'asked' || state === 'agreed' || state === 'paused') && other !== null
export const mayReflect = ({ state }: Pick<One, 'state'>): boolean => state === 'ended'
