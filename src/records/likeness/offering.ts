import type { Viewer } from '../../base/viewer.ts'
import type { RecordKind } from '../../instruments/definition.ts'
import type { Edition } from '../../instruments/editions.ts'
import { type Askable, isPlace } from './asking.ts'
import type { Condition } from './conditions.ts'
import { type Statements, seenBy, statedOf } from './stating.ts'

/** A question as it is offered: how many records say anything, and each answer, that the viewer may see. */
export interface Offered {
  condition: Condition
  stating: number
  counts: Map<string, number>
}

/** The questions of one subject, the most telling first; of no questionnaire, what is asked of other kinds of record. */
export interface OfferedGroup {
  instrument?: Edition
  questions: Offered[]
}

/** What one comes to do something with. */
export const useful: readonly RecordKind[] = ['practice', 'tool', 'method', 'dataset']

/** A question to which fewer records have an answer tells nothing. */
const fewest = 2

/**
 * What to ask, by the questionnaire that most records answer it in, the one that tells most first: of what
 * one can use, then of all other kinds together. Where it is about stands apart. `asked` are offered whoever
 * answers them.
 */
export function offered(
  viewer: Viewer,
  { conditions, instruments }: Askable,
  statements: Statements,
  asked: Condition[],
): OfferedGroup[] {
  const questions = conditions
    .filter((condition) => !isPlace(condition))
    .map((condition) => offeredOne(viewer, condition, statements))
    .filter(
      ({ condition, stating, telling }) => (stating >= fewest && telling > 0) || asked.includes(condition),
    )
    .sort((a, b) => b.telling - a.telling)
  const groups = [
    ...Map.groupBy(questions, ({ home }) =>
      instruments.find(({ slug, makes }) => slug === home && useful.includes(makes as RecordKind)),
    ),
  ].map(([instrument, some]) => ({
    instrument,
    questions: some,
    telling: instrument ? some.reduce((sum, { telling }) => sum + telling, 0) : 0,
  }))
  return groups.sort((a, b) => b.telling - a.telling)
}

/**
 * A question tells as much as its answers differ (Shannon's entropy, 1948) among as many records as answer it;
 * numbers differ where one is about twice the other.
 */
function offeredOne(viewer: Viewer, condition: Condition, statements: Statements) {
  const counts = new Map<string, number>()
  const said = new Map<string, number>()
  const homes = new Map<string, number>()
  let stating = 0
  for (const statement of statedOf(statements, condition)) {
    const count = seenBy(viewer, statement)
    stating += count
    add(homes, statement.instrument, count)
    add(said, asFarAsItDiffers(condition, statement.codes), count)
    for (const code of statement.codes) add(counts, code, count)
  }
  const telling = [...said.values()].reduce((sum, one) => sum - (one ? one * Math.log2(one / stating) : 0), 0)
  const [home] = [...condition.slots.keys()].sort((a, b) => (homes.get(b) ?? 0) - (homes.get(a) ?? 0))
  return { condition, stating, counts, telling, home: home! }
}

const asFarAsItDiffers = ({ type }: Condition, codes: string[]): string =>
  type === 'number'
    ? String(Math.round(Math.log2(Math.max(Math.abs(Number(codes[0])), 0.001))))
    : codes.join(' ')

const add = (to: Map<string, number>, key: string, count: number): void =>
  void to.set(key, (to.get(key) ?? 0) + count)
