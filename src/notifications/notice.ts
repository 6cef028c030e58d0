import type { Why } from '../base/things/noticing.ts'

/** How often somebody wants to be written to. */
export const levels = ['each', 'daily', 'weekly', 'needs-me', 'nothing'] as const
export type Level = (typeof levels)[number]

/** Of what needs them: less than that there is not. `here`: on their page, and never by mail. */
export const needsLevels = ['each', 'daily', 'weekly', 'here', 'nothing'] as const
export type NeedsLevel = (typeof needsLevels)[number]

/** What holds for whoever chose nothing: what needs them at once, the rest gathered. */
export const unchosen = { needs: 'each', threads: 'daily', community: 'weekly' } as const

/** Places on a page of notices, and of each the newest; of those that never were seen, so many are counted. */
export const most = { perPage: 20, ofOne: 3, counted: 100 }

/** In days: notices are kept so long. */
export const kept = 180

export interface Notice {
  id: number
  kind: string
  why: Why
  at: string
  unseen: boolean
  /** What its kind asked of it. */
  found: never
}

/** What happened in one place, such as a thread: the newest first. */
export interface NoticesOf {
  thing: number
  /** How many there are of it, and how many of them are new. */
  total: number
  unseen: number
  newest: Notice[]
}
