import type { Recorded } from './recordings.ts'

/** Recordings by what they answer. */
export const bySlot = (recordings: Recorded[]): Map<string, Recorded> =>
  new Map(recordings.map((one) => [one.slot, one]))
