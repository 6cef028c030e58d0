import type { Rest } from '../communities/community.ts'
import type { Judgement } from './rule.ts'

/** After Wenger, McDermott and Snyder (2002), in their order. */
export const stages = ['potential', 'coalescing', 'maturing', 'stewardship', 'transformation'] as const
export type Stage = (typeof stages)[number]

/** Why a stage is proposed, each a sentence to its readers. */
export type StageReason =
  | 'rests'
  | 'past-its-best'
  | 'nobody-facilitates'
  | 'few-talk'
  | 'young'
  | 'little-made'
  | 'made'
  | 'lasts'
  | 'grows'

export interface StageFacts extends Judgement {
  rest: Rest | null
  facilitators: number
  /** Distinct people in each quarter that is over, the oldest first. */
  people: readonly number[]
  /** What members made together: pages, what stands in the library, records from talk. */
  made: number
}

/** Quarters in which at least this many people talked count as lived. */
const talking = 3
const enough = { facilitators: 1, made: 3, stock: 10, year: 4, years: 8 }
/** Below this part of its best year, over years, it becomes something else. */
const past = 0.5

/** The stage that the figures speak for, and what speaks for it. */
export function stageSeen(facts: StageFacts): { stage: Stage; reasons: StageReason[] } {
  const { rest, facilitators, people, made, trend } = facts
  if (rest === 'closed' || rest === 'dormant') return { stage: 'transformation', reasons: ['rests'] }
  const lived = people.filter((count) => count >= talking).length
  if (facilitators < enough.facilitators || lived < 2)
    return {
      stage: 'potential',
      reasons: [
        ...(facilitators < enough.facilitators ? (['nobody-facilitates'] as const) : []),
        ...(lived < 2 ? (['few-talk'] as const) : []),
      ],
    }
  const years = people
    .map((_, i) => people.slice(i, i + enough.year))
    .filter(({ length }) => length === enough.year)
  const totals = years.map((quarters) => quarters.reduce((all, count) => all + count, 0))
  if (trend === 'slowing' && totals.at(-1)! < past * Math.max(...totals))
    return { stage: 'transformation', reasons: ['past-its-best'] }
  if (lived < enough.year || made < enough.made)
    return {
      stage: 'coalescing',
      reasons: [
        ...(lived < enough.year ? (['young'] as const) : []),
        ...(made < enough.made ? (['little-made'] as const) : []),
      ],
    }
  return lived >= enough.years && made >= enough.stock && trend !== 'growing'
    ? { stage: 'stewardship', reasons: ['made', 'lasts'] }
    : { stage: 'maturing', reasons: ['made', ...(trend === 'growing' ? (['grows'] as const) : [])] }
}
