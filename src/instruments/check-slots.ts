import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Condition, Definition, QuestionType, Section, Slot } from './definition.ts'
import { type Asked, type Lookup, lookup } from './lookup.ts'
import { needsOf } from './order.ts'
import { placeOf } from './place-of.ts'

/** What each slot that a record has anyway can be filled from. */
const fillTypes: Record<keyof NonNullable<Definition['fills']>, QuestionType[]> = {
  title: ['text'],
  summary: ['text', 'longtext'],
  place: ['place', 'choice', 'choices'],
  image: ['image'],
  geometry: ['geometry'],
}
const narrowing = new Set<QuestionType>([
  'choice',
  'choices',
  'ranking',
  'scale',
  'yesno',
  'number',
  'date',
  'place',
  'computed',
])

/** Slots named where there is no such question, or none of a type that can serve there. */
export function slotFaults(definition: Definition): Fault[] {
  const found = lookup(definition)
  return [
    ...conditionsIn(definition, found).flatMap(({ place, when }) =>
      conditionMessages(when, found).map((message) => ({ place: `${place} > when`, message })),
    ),
    ...circles(found).map(({ at, slots }) => ({
      place: placeOf(at, at.question),
      message: t('instruments.faultCircle', { circle: slots.join(' → ') }),
    })),
    ...namedFaults(definition, found),
  ]
}

function conditionsIn(definition: Definition, { parts }: Lookup): { place: string; when: Condition }[] {
  const inSections = (sections: Section[], above: string[]): { place: string; when: Condition }[] =>
    sections.flatMap(({ id, when, sections: within = [] }) => {
      const path = [...above, `section ${id}`]
      return [...(when ? [{ place: path.join(' > '), when }] : []), ...inSections(within, path)]
    })
  return [
    ...inSections(definition.sections, []),
    ...parts.flatMap((part) => [
      ...(part.group.when ? [{ place: placeOf(part), when: part.group.when }] : []),
      ...part.group.questions.flatMap((one) =>
        one.when ? [{ place: placeOf(part, one), when: one.when }] : [],
      ),
    ]),
  ]
}

function conditionMessages(when: Condition, found: Lookup): string[] {
  if ('any' in when) return when.any.flatMap((one) => conditionMessages(one, found))
  if ('all' in when) return when.all.flatMap((one) => conditionMessages(one, found))
  if ('not' in when) return conditionMessages(when.not, found)
  const { slot } = when
  const asked = found.asked.get(slot)
  if (!asked) return [t('instruments.faultNoSlot', { slot })]
  if ('answered' in when) return []
  const { type, list } = asked.question
  if (!('is' in when)) {
    if (when.above === undefined && when.below === undefined)
      return [t('instruments.faultConditionEmpty', { slot })]
    return type === 'number' || type === 'computed'
      ? []
      : [t('instruments.faultConditionNumber', { slot, type })]
  }
  const value = String(when.is)
  if (asked.choices)
    return asked.choices.has(value)
      ? []
      : [t('instruments.faultConditionCode', { value, slot, list: list ?? '' })]
  const fits =
    type === 'yesno'
      ? typeof when.is === 'boolean'
      : type === 'number' || type === 'computed'
        ? typeof when.is === 'number'
        : typeof when.is === 'string'
  return fits ? [] : [t('instruments.faultConditionValue', { value, slot, type })]
}

/** Questions that are asked only if they are answered: each circle once. */
function circles({ asked }: Lookup): { at: Asked; slots: Slot[] }[] {
  const found: { at: Asked; slots: Slot[] }[] = []
  const done = new Set<Slot>()
  const visit = (slot: Slot, path: Slot[]): void => {
    const at = asked.get(slot)
    const start = path.indexOf(slot)
    if (at && start >= 0) found.push({ at, slots: [...path.slice(start), slot] })
    if (!at || start >= 0 || done.has(slot)) return
    for (const next of needsOf(at)) visit(next, [...path, slot])
    done.add(slot)
  }
  for (const slot of asked.keys()) visit(slot, [])
  return found
}

function namedFaults(
  { fills = {}, facets = [], columns = [], context = [] }: Definition,
  { asked }: Lookup,
): Fault[] {
  const check = (place: string, slot: Slot, serves?: (type: QuestionType) => boolean): Fault[] => {
    const type = asked.get(slot)?.question.type
    if (!type) return [{ place, message: t('instruments.faultNoSlot', { slot }) }]
    return !serves || serves(type) ? [] : [{ place, message: t('instruments.faultServes', { slot, type }) }]
  }
  return [
    ...Object.entries(fills).flatMap(([name, slot]) =>
      slot
        ? check(`fills > ${name}`, slot, (type) => fillTypes[name as keyof typeof fillTypes].includes(type))
        : [],
    ),
    ...facets.flatMap((slot) => check('facets', slot, (type) => narrowing.has(type))),
    ...columns.flatMap((slot) => check('columns', slot)),
    ...context.flatMap((slot) => check('context', slot)),
  ]
}
