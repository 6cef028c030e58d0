import { announce } from '../../base/outbox/announce.ts'

export const mentorSteps = [
  'asked',
  'proposed',
  'agreed',
  'declined',
  'noted',
  'paused',
  'resumed',
  'ended',
] as const
export type MentorStep = (typeof mentorSteps)[number]

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
