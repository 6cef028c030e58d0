/** A quarter in the life of a community: distinct people, never posts. */
export interface Quarter {
  people: number
  /** Those among them who had never said anything here before. */
  newcomers: number
  /** Threads begun, and those that somebody else answered within seven days. */
  opened: number
  answered: number
}

/** `small`: so few in a year that two more or less look like a turn. `young`: less than two years to compare. */
export const trends = ['small', 'young', 'growing', 'steady', 'slowing'] as const
export type Trend = (typeof trends)[number]

export interface Judgement {
  trend: Trend
  /** The early sign: clearly fewer come for the first time than in the year before. */
  fewerNewcomers: boolean
  /** The late one: of what is begun, less than half is answered in a week. */
  fewerAnswers: boolean
}

/** Fewer people in a year get words and no verdict. */
export const fewest = 12

/**
 * Set on the odd years of r-sig-geo, of all thresholds the one with the fewest false alarms and misses together;
 * what it does on the others stands in docs/guides/health.md and in tests/real-input/health-rule.test.ts.
 */
export const newcomersBelow = 0.95
/** A year apart. Under a sixth less is the ordinary up and down of both lists. */
const slows = 0.85
const grows = 1.1
/** Threads in a year, before the share that was answered says anything. */
const fewestThreads = 8

const year = 4
const sum = (some: readonly Quarter[], of: keyof Quarter): number =>
  some.reduce((all, quarter) => all + quarter[of], 0)

/**
 * How a community goes, from its quarters that are over, the oldest first, and from how many different people took
 * part in the last four.
 */
export function judge(
  quarters: readonly Quarter[],
  people: number,
  below: number = newcomersBelow,
): Judgement {
  const now = quarters.slice(-year)
  const before = quarters.slice(-2 * year, -year)
  const enough = people >= fewest
  const old = before.length === year && sum(before, 'people') > 0
  const opened = sum(now, 'opened')
  const ratio = sum(now, 'people') / sum(before, 'people')
  return {
    trend: !enough
      ? 'small'
      : !old
        ? 'young'
        : ratio < slows
          ? 'slowing'
          : ratio > grows
            ? 'growing'
            : 'steady',
    fewerNewcomers: enough && old && sum(now, 'newcomers') < below * sum(before, 'newcomers'),
    fewerAnswers: enough && opened >= fewestThreads && sum(now, 'answered') < opened / 2,
  }
}

/** What is known of how still it is. */
export interface Stillness {
  /** In days: since it began, and since anybody said anything. */
  age: number
  since: number
  /** How many people said something in the last ninety days, and in the last four quarters. */
  of90: number
  people: number
}

/** In days. */
const stillAfter = { quiet: 90, dormant: 180 }
/** Of those that are not small: with fewer in ninety days nobody meets anybody. */
const fewestTalking = 3

/** Whether it looks quiet or dormant; closed is never proposed: somebody closes it. */
export function restSeen({ age, since, of90, people }: Stillness): 'quiet' | 'dormant' | null {
  const still = Math.min(age, since)
  if (still >= stillAfter.dormant) return 'dormant'
  const thin = people >= fewest && of90 < fewestTalking && age >= stillAfter.quiet
  return still >= stillAfter.quiet || thin ? 'quiet' : null
}
