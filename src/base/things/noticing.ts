import type { RawBuilder } from 'kysely'
import type { Url } from '../../ui/url.ts'
import type { Ref } from '../ids.ts'
import type { AnswerWay } from '../mail/addresses.ts'
import type { EventName, Events } from '../outbox/announce.ts'
import type { Lang } from '../text.ts'

/** Why somebody hears of something, the strongest first. */
export const whys = [
  'mentioned',
  'answered',
  'asked',
  'waits',
  'follows',
  'wrote',
  'named',
  'member',
] as const
export type Why = (typeof whys)[number]

/** By which of their choices: what needs them, a thread they take part in, a community they are in. */
export type Basis = 'needs' | 'thread' | 'community'

/** Somebody who is to hear of what happened. */
export interface Hearer {
  person: number
  /** Where it happened, such as a thread, and what happened there, such as a post: things, whose circles are kept to. */
  thing: number
  cause: number
  community: number | null
  /** Whose act it was: they hear nothing of it. Never kept. */
  actor: number | null
  why: Why
  basis: Basis
}

/** A notice as it is read, in the reader's words. */
export interface Told {
  /** Of where it happened, in its own language. */
  title: string
  lang: Lang
  /** Who did what: "Amina answered you". */
  line: string
  /** What was said, as it was written. */
  words?: { lang: Lang; text: string }
  /** Where it happened, and what happened. */
  place: Url
  href: Url
  /** It is a message of a conversation, and may be answered by mail. */
  message?: Message
  /** It asks something else that may be answered by mail, once `words` are read. */
  answer?: Answer
}

/** What an answer by mail goes to. */
export interface Answer {
  way: AnswerWay
  /** What its address says, besides whom the letter was to: small letters and numbers. */
  words: string[]
  /** What can be answered, in a line. */
  how: string
}

export interface Message {
  /** What is answered, such as a post. */
  ref: Ref
  /** The names, as mails, of what it answers or follows on, the first first. */
  after: string[]
  /** What else an answer may be than words, where it may. */
  how?: string
}

/** A kind of thing that happens and that people are told of. */
export interface NoticeKind<E extends EventName = EventName> {
  /** Kept with every notice, so it stays as it is. */
  kind: string
  to: E
  /**
   * A query of `Hearer`s: everybody who could be told, as often as there are reasons. Who may not see it, who did it,
   * who left and who wants to hear nothing of it is left out by whoever tells.
   */
  hearers: (payload: Events[E]) => RawBuilder<Hearer>
  /** The same may come again for one place: its hearers carry an `occasion` too, a number that tells the times apart. */
  recurs?: true
  /** Of a `notice`: from where it is read, as `from … where …` that gives one row; none where there is nothing to tell any more. */
  from: RawBuilder<unknown>
  /** Of that row: one value of JSON with what `drawn` needs. */
  asked: RawBuilder<unknown>
  /** Of a `notice`: its person has read it where it stands. */
  read: RawBuilder<boolean>
  /** `why` is theirs. */
  drawn: (found: never, why: Why) => Told
}

const kinds = new Map<string, NoticeKind>()

/** `kinds.ts` registers them, so that a feature that announces does not know who tells. */
export function registerNotices(...all: NoticeKind[]): void {
  for (const one of all) kinds.set(one.kind, one)
}

export const everyNotice = (): NoticeKind[] => [...kinds.values()]

/** For a kind with its own event. */
export const noticeKind = <E extends EventName>(one: NoticeKind<E>): NoticeKind =>
  one as unknown as NoticeKind
