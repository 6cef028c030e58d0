import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { today } from '../base/today.ts'
import { everyone, type Viewer } from '../base/viewer.ts'

export const sides = ['offer', 'need'] as const
export type Side = (typeof sides)[number]

export const whats = ['mentoring', 'expert-help', 'review', 'data', 'tool', 'visit', 'translation'] as const
/** What is given or sought. */
export type What = (typeof whats)[number]

export const times = ['hour', 'day', 'days', 'weekly', 'monthly'] as const
/** How much time of somebody: once an hour, a day or some days; an hour a week, a day a month. */
export type Time = (typeof times)[number]

/** In characters; days; so many that stand open at once by one person; so many on a page. */
export const most = {
  ...{ title: 150, words: 4_000, interest: 2_000, subjects: 2_000, langs: 8 },
  ...{ days: 366, open: 40, aDay: 20, listed: 20, matches: 8 },
}
/** It ends by itself after so many days where nobody says when; and its end is told so many days before. */
export const lasts = { days: 90, told: 7 }

export interface Author {
  id: number
  handle: string
  name: string
  /** Their page is open to the viewer. */
  open: boolean
}

/** An offer or a need, as the viewer sees it. */
export interface Entry {
  id: number
  ref: Ref
  side: Side
  what: What
  title: string
  words: string
  lang: string
  langs: string[]
  time: Time | null
  starts: string | null
  until: string
  opened: string
  ended: string | null
  hidden: string | null
  hiddenWhy: string | null
  held: string | null
  version: number
  interest: string | null
  circle: number
  author: Author | null
  organisation: { slug: string; name: Text } | null
  community: { id: number; slug: string; name: Text } | null
  /** Ids of places and topics. */
  places: number[]
  topics: number[]
  /** It is the viewer's. */
  mine: boolean
  changed: string
}

type Standing = Pick<Entry, 'until' | 'ended' | 'hidden' | 'held' | 'author'>

/** Somebody ended it, or its last day is over; the morning that ends it may be to come. */
export const isOver = ({ until, ended }: Pick<Entry, 'until' | 'ended'>): boolean =>
  ended !== null || until < today()

/** It can be taken up: it is not over, and nothing took it from sight or holds it back. */
export const isOpen = (entry: Standing): boolean =>
  !isOver(entry) && !entry.hidden && !entry.held && entry.author !== null

/** Somebody else's that is open. */
export const mayTakeUp = (viewer: Viewer, entry: Standing & Pick<Entry, 'mine'>): boolean =>
  viewer.kind === 'person' && !entry.mine && isOpen(entry)

/** Whom it is for, as a form says it: `everyone`, `members` or the slug of a community. */
export const audienceOf = ({ community, circle }: Pick<Entry, 'community' | 'circle'>): string =>
  community?.slug ?? (circle === everyone ? 'everyone' : 'members')
