import { announce } from '../base/outbox/announce.ts'

export type Step = 'proposed' | 'said' | 'agreed' | 'declined' | 'changed' | 'done' | 'thanked'

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** Something happened between the two of a take-up; of what was said `occasion` is its id, else the minute, of what happens once none. */
    'take-up.moved': { takeUp: number; step: Step; by: number; occasion: number }
  }
}

export const moved = (takeUp: number, step: Step, by: number, occasion = 0): Promise<void> =>
  announce('take-up.moved', { takeUp, step, by, occasion })
