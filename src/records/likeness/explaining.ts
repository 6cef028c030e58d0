import { type Described, holdsAll, likenessOf } from './likeness.ts'
import type { Measured } from './ranking.ts'
import { type Statements, saidIn } from './stating.ts'

/** From so much on, an answer that is not the same is near. */
const near = 0.4

/** One condition of a result beside what was asked; nothing stated where a record says nothing of it. */
export interface Reason extends Described {
  how: 'same' | 'near' | 'differs' | 'unstated'
  stated: string[]
}

/** Why a record stands where it does, from the numbers of what it states: a reason for each condition asked, the weightiest first. */
export function reasonsFor(
  described: Described[],
  { weights }: Measured,
  statements: Statements,
  numbers: number[],
): Reason[] {
  const said = saidIn(statements, numbers)
  const weightOf = ({ condition }: Described): number => weights.get(condition) ?? 0
  const weightiest = described.toSorted((a, b) => weightOf(b) - weightOf(a))
  return weightiest.map((one) => {
    const stated = said.find(({ instrument, slot }) => one.condition.slots.get(instrument) === slot)?.codes
    if (!stated) return { ...one, how: 'unstated', stated: [] }
    const how = holdsAll(one, stated) ? 'same' : likenessOf(one, stated) >= near ? 'near' : 'differs'
    return { ...one, how, stated }
  })
}

/** Two records can be set side by side when both answer one questionnaire. */
export function shareInstrument(statements: Statements, one: number[], other: number[]): boolean {
  const answered = (numbers: number[]) =>
    saidIn(statements, numbers).flatMap(({ instrument }) => instrument || [])
  const mine = answered(one)
  return answered(other).some((instrument) => mine.includes(instrument))
}
