import { announce } from '../../base/outbox/announce.ts'
import { thisMinute } from '../occasion.ts'

export type MentorStep =
  | 'asked'
  | 'proposed'
  | 'agreed'
  | 'declined'
  | 'noted'
  | 'paused'
  | 'resumed'
  | 'ended'
  | 'unnamed'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Something happened between the two of a mentorship; of what was noted `occasion` is its id, else the minute. */
    'mentorship.moved': { mentorship: number; step: MentorStep; by: number; occasion: number }
  }
}

/** The other hears of it. */
export const moved = (
  mentorship: number,
  step: MentorStep,
  by: number,
  occasion = thisMinute(),
): Promise<void> => announce('mentorship.moved', { mentorship, step, by, occasion })
