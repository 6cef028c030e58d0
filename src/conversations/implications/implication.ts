import type { Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { mayTakePart } from '../../communities/access.ts'
import type { Thread } from '../thread.ts'

export const states = ['open', 'settled', 'not-so'] as const
export type State = (typeof states)[number]
export const levels = ['local', 'national', 'regional', 'global'] as const
export type Level = (typeof levels)[number]

/** In characters; so many in one thread; so many on a page. */
export const most = { words: 500, reason: 1_000, kept: 200, listed: 20, beside: 8 }

/** What a policy means, in a sentence, as those who talk about it see it. */
export interface Implication {
  id: number
  /** By which it is reported. */
  ref: string
  words: string
  lang: Lang
  /** The post that it comes from. */
  post: { ref: string; nth: number } | null
  /** The code of the place where it holds. */
  place: string | null
  level: Level | null
  state: State
  reason: { words: string; lang: Lang } | null
  revision: number
  by: string | null
  at: string
}

/** Whether implications are kept with a thread: it is about what a questionnaire for policies made. */
export const isOnPolicy = ({ concerning }: Pick<Thread, 'concerning'>): boolean => concerning?.policy === true

/** Keeps the list: who takes part in the community, also once the thread is closed. */
export const mayKeepList = (
  viewer: Viewer,
  thread: Pick<Thread, 'community' | 'concerning' | 'mergedInto'>,
): boolean =>
  viewer.kind === 'person' &&
  isOnPolicy(thread) &&
  !thread.mergedInto &&
  thread.community !== null &&
  mayTakePart(thread.community)
