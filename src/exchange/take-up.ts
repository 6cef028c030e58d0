import type { Lang } from '../base/text.ts'
import type { Author, Entry, Time, What } from './entry.ts'

export type TakeUpState = 'proposed' | 'agreed' | 'declined' | 'taken-back' | 'done'

/**
 * In characters; so many messages stand on a page, so many are proposed by one person in a day and said in an hour. In
 * days: until what one says is done counts without the other, until who was told no may ask the same again, and until
 * what nobody answered is taken back.
 */
export const limits = {
  message: 4_000,
  thanks: 500,
  listed: 20,
  shown: 50,
  aDay: 15,
  anHour: 60,
  confirms: 7,
  again: 30,
  waits: 60,
}

export interface Message {
  mine: boolean
  name: string
  lang: Lang
  body: string
  at: string
}

export interface Thanks {
  mine: boolean
  name: string
  lang: Lang
  words: string
  public: boolean
}

export interface Before {
  what: What
  title: string
  words: string
  lang: Lang
  time: Time | null
  starts: string | null
  /** The day on which it was said otherwise. */
  changed: string
}

/** What two people make of an offer or a need; nobody else sees it. */
export interface TakeUp {
  id: number
  ref: string
  state: TakeUpState
  at: string
  doneSaid: string | null
  /** The viewer proposed it. */
  mine: boolean
  /** The viewer said that it is done. */
  saidDone: boolean
  /** Nobody where they left and kept their name out of it. */
  with: Author | null
  entry: Pick<Entry, 'id' | 'ref' | 'side' | 'title' | 'lang' | 'what'> & { over: boolean }
  /** What the entry said as they began, where it was said otherwise since. */
  before: Before | null
}

export const isGoing = ({ state }: Pick<TakeUp, 'state'>): boolean =>
  state === 'proposed' || state === 'agreed'
/** The other is to say yes or no. */
export const mayAnswer = ({ state, mine }: Pick<TakeUp, 'state' | 'mine'>): boolean =>
  state === 'proposed' && !mine
export const mayTakeBack = ({ state, mine }: Pick<TakeUp, 'state' | 'mine'>): boolean =>
  state === 'proposed' && mine
/** Says that it is done, or confirms it. */
export const maySayDone = ({ state, saidDone }: Pick<TakeUp, 'state' | 'saidDone'>): boolean =>
  state === 'agreed' && !saidDone
/** As long as both talk: also once it is done. */
export const mayWrite = (one: Pick<TakeUp, 'state' | 'with'>): boolean =>
  (isGoing(one) || one.state === 'done') && one.with !== null
