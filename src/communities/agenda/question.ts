import type { Ref } from '../../base/ids.ts'
import type { Lang, Text } from '../../base/text.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import type { Community } from '../community.ts'
import { mayKeep, mayWork } from '../texts/access.ts'
import type { Author } from '../texts/text.ts'

export const progresses = ['open', 'begun', 'answered', 'laid-down'] as const
export type Progress = (typeof progresses)[number]

/** A question that a community wants answered, as its agenda lists it. */
export interface ListedQuestion {
  id: number
  ref: Ref
  words: Text
  progress: Progress
  owner: Author | null
  /** The viewer took it on. */
  own: boolean
  /** How many of what answers it the viewer may see. */
  threads: number
  records: number
}

/** How far it had come, once somebody said so. */
export interface Step {
  progress: Progress
  reason: string
  lang: Lang
  by: Author | null
  at: string
}

/** Its owner, those who keep the agenda in order, and who curates what the community is about. */
export const maySettle = (
  viewer: Viewer,
  community: Pick<Community, 'mine' | 'rest' | 'state' | 'subjects'>,
  { own }: Pick<ListedQuestion, 'own'>,
): boolean =>
  mayKeep(viewer, community) ||
  (own && mayWork(viewer, community)) ||
  (community.rest !== 'closed' && holds(viewer, 'curator', community.subjects))
