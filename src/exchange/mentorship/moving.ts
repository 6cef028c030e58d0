import { announce } from '../../base/outbox/announce.ts'

export type MentorStep =
  | 'asked'
  | 'proposed'
  | 'agreed'
  | 'declined'
  | 'noted'
  | 'paused'
  | 'resumed'
  | 'ended'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Something happened between the two of a mentorship; `occasion` tells the times apart. */
    'mentorship.moved': { mentorship: number; step: MentorStep; by: number; occasion: number }
  }
}

/** The other hears of it. */
export const moved = (
  mentorship: number,
  step: MentorStep,
  by: number,
  occasion = mentorship,
): Promise<void> => announce('mentorship.moved', { mentorship, step, by, occasion })
