import type { Labels } from '../../base/text.ts'
import type { Choice, Definition, Slot } from '../../instruments/definition.ts'
import { choiceLabel, slotLabel } from '../../instruments/facets.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import type { Everywhere } from '../../places/everywhere.ts'
import { placeSlot } from './keeping.ts'
import { aboveIn, broaderIn, type Near, nearCodes, nearNumbers, nearPlaces, nearSteps } from './near.ts'
import { stepsOf } from './steps.ts'

/** One question of context, in however many questionnaires it is asked. */
export interface Condition {
  /** Its name in addresses: `place`, or the slot where it is asked first. */
  key: string
  /** By questionnaire, under which slot; where a record is about stands under none. */
  slots: Map<string, Slot>
  type: 'place' | 'codes' | 'number'
  label: Labels
  unit?: string
  /** In their order; none for places and numbers. */
  choices: Map<string, Labels>
  near: Near
  /** What a code or place is a part of. */
  broader: (code: string) => string[]
}

const coded = new Set(['choice', 'choices', 'ranking', 'scale', 'yesno'])
const counted = new Set(['number', 'computed'])

/** A question of context as one questionnaire asks it. */
interface Question {
  definition: Definition
  asked: Asked
  codes: string[]
}

/** Where a record is about. */
export function placeCondition(all: Everywhere): Condition {
  const broader = aboveIn(all)
  return {
    key: placeSlot.slot,
    slots: new Map([[placeSlot.instrument, placeSlot.slot]]),
    type: 'place',
    label: {},
    choices: new Map(),
    near: nearPlaces(all, broader),
    broader,
  }
}

/**
 * What these questionnaires ask about conditions. Two of them ask the same where the slot is the same, as in
 * one that extends another, or the list of choices goes by the same name; and the choices are largely the
 * same, or the numbers of one unit. Money, dates, words and points on a map are not compared; the place
 * questions among them are answered by where the record is about.
 */
export function conditionsIn(definitions: Definition[]): Condition[] {
  const all: Question[][] = []
  for (const definition of definitions.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)))
    for (const slot of definition.context ?? []) {
      const asked = lookup(definition).asked.get(slot)
      if (!asked || asked.question.hidden) continue
      const { type } = asked.question
      if (!coded.has(type) && !counted.has(type)) continue
      const codes = type === 'yesno' ? ['yes', 'no'] : [...(asked.choices?.keys() ?? [])]
      const question = { definition, asked, codes }
      const same = all.find(
        (some) => !some.some((one) => one.definition === definition) && isSame(some[0]!, question),
      )
      if (same) same.push(question)
      else all.push([question])
    }
  const keys = new Set<string>([placeSlot.slot])
  return all.map((questions) => {
    const { definition, asked } = questions[0]!
    const key = keys.has(asked.slot) ? `${definition.slug}:${asked.slot}` : asked.slot
    keys.add(key)
    return conditionOf(key, questions)
  })
}

function isSame(one: Question, other: Question): boolean {
  const [a, b] = [one.asked.question, other.asked.question]
  const sameSlot = one.asked.slot === other.asked.slot
  if (counted.has(a.type) || counted.has(b.type))
    return sameSlot && counted.has(a.type) && counted.has(b.type) && a.unit === b.unit
  if (!sameSlot && (a.list === undefined || a.list !== b.list)) return false
  const common = one.codes.filter((code) => other.codes.includes(code)).length
  return common > 0 && common * 2 >= Math.min(one.codes.length, other.codes.length)
}

function conditionOf(key: string, questions: Question[]): Condition {
  const { definition, asked } = questions[0]!
  const { type, unit } = asked.question
  const choices = new Map<string, Choice>()
  for (const one of questions)
    for (const code of one.codes)
      if (!choices.has(code))
        choices.set(code, {
          code,
          ...one.asked.choices?.get(code),
          label: choiceLabel(one.definition, one.asked.slot, code) ?? {},
        })
  const steps = coded.has(type) ? stepsOf(type, choices, definition.languages[0]!) : undefined
  const broader = broaderIn(choices)
  return {
    key,
    slots: new Map(questions.map((one) => [one.definition.slug, one.asked.slot])),
    type: coded.has(type) ? 'codes' : 'number',
    label: slotLabel(definition, asked.slot),
    ...(unit !== undefined && { unit }),
    choices: new Map([...choices].map(([code, choice]) => [code, choice.label])),
    near: steps ? nearSteps(steps) : coded.has(type) ? nearCodes(broader) : nearNumbers(unit),
    broader,
  }
}

/** Only the most precise of some codes: those that no other of them is a part of. */
export const precise = ({ broader }: Condition, codes: string[]): string[] =>
  codes.filter((code) => !codes.some((other) => other !== code && broader(other).includes(code)))
