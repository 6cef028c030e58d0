import { t } from '../../base/i18n/t.ts'
import { maySee, type Viewer } from '../../base/viewer.ts'
import { definitionsOf, type Edition, everyInstrument } from '../../instruments/editions.ts'
import { type Everywhere, everywhere } from '../../places/everywhere.ts'
import type { Asked } from './address.ts'
import { type Condition, conditionsIn, placeCondition, precise } from './conditions.ts'
import { numberCode, placeSlot } from './keeping.ts'
import type { Described } from './likeness.ts'
import type { Statement } from './stating.ts'

/** All that can be asked about, where it is about first. */
export interface Askable {
  all: Everywhere
  instruments: Edition[]
  conditions: Condition[]
}

/** What the viewer's questionnaires ask about conditions. Two queries at most. */
export async function askable(viewer: Viewer): Promise<Askable> {
  const all = await everywhere()
  const instruments = await everyInstrument(viewer)
  const definitions = await definitionsOf(instruments.map(({ id }) => id))
  return {
    all,
    instruments,
    conditions: [placeCondition(all), ...conditionsIn([...definitions.values()])],
  }
}

export interface Understood {
  described: Described[]
  /** What was left out, in words, because it is not known here. */
  leftOut: string[]
}

/**
 * What these answers describe, in the order of the questions. A question goes by its key or by any slot it
 * is asked under; what is not known is left out and told, and the rest is kept.
 */
export function understood(
  viewer: Viewer,
  { all, conditions }: Pick<Askable, 'all' | 'conditions'>,
  answers: Asked['answers'],
): Understood {
  const found = new Map<Condition, string[]>()
  const leftOut: string[] = []
  for (const [key, codes] of Object.entries(answers)) {
    const condition =
      conditions.find((one) => one.key === key) ?? conditions.find((one) => isAskedUnder(one, key))
    if (!condition) {
      leftOut.push(t('likeness.noQuestion', { question: key }))
      continue
    }
    for (const given of codes) {
      const code = codeFor(viewer, all, condition, given)
      if (code === undefined) leftOut.push(wrong(condition, given))
      else found.set(condition, [...new Set([...(found.get(condition) ?? []), code])])
    }
  }
  return {
    leftOut,
    described: conditions.flatMap((condition) =>
      found.has(condition) ? { condition, codes: found.get(condition)!.sort() } : [],
    ),
  }
}

const isAskedUnder = ({ slots }: Condition, key: string): boolean =>
  [...slots].some(([instrument, slot]) => key === slot || key === `${instrument}:${slot}`)

function codeFor(
  viewer: Viewer,
  { byCode, byAlias }: Everywhere,
  { type, choices }: Condition,
  given: string,
): string | undefined {
  if (type === 'place') {
    const place = byCode.get(given) ?? byAlias.get(given)
    return place && maySee(viewer, place.circle) ? place.code : undefined
  }
  if (type === 'codes') return choices.has(given) ? given : undefined
  const number = Number(given)
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? numberCode(number) : undefined
}

const wrong = ({ key, type }: Condition, given: string): string =>
  type === 'place'
    ? t('likeness.noPlace', { place: given })
    : type === 'number'
      ? t('likeness.noNumber', { words: given })
      : t('likeness.noAnswer', { question: key, answer: given })

/** The answers as an address has them. */
export const answersOf = (described: Described[]): Asked['answers'] =>
  Object.fromEntries(described.map(({ condition, codes }) => [condition.key, codes]))

/** Whether a condition is where it is about. */
export const isPlace = ({ key }: Condition): boolean => key === placeSlot.slot

/** The answers that a record gives to what can be asked. */
export const answersStated = (
  conditions: Condition[],
  said: Pick<Statement, 'instrument' | 'slot' | 'codes'>[],
): Asked['answers'] =>
  Object.fromEntries(
    conditions.flatMap((condition) => {
      const one = said.find(({ instrument, slot }) => condition.slots.get(instrument) === slot)
      return one ? [[condition.key, precise(condition, one.codes)]] : []
    }),
  )
