import type { Labels } from '../base/text.ts'
import type { Choice, Condition, Definition, Group, Question, Section, Slot } from './definition.ts'

/** A group where it stands: the sections it is in, from the outermost in. */
export interface Part {
  sections: Section[]
  group: Group
}

/** A question where it is asked, with all that is needed to check, show or name its answer. */
export interface Asked extends Part {
  slot: Slot
  question: Question
  /** Which question of the whole questionnaire it is, from 1; none for what is not asked for. */
  number?: number
  /** Its choices by code, in their order; for a matrix its columns. */
  choices?: Map<string, Choice>
  rows?: Map<string, Choice>
  /** All of them must hold for it to be asked: those of its sections, its group and its own. */
  conditions: Condition[]
}

export interface Lookup {
  /** In the order they are asked. */
  asked: Map<Slot, Asked>
  parts: Part[]
  /** By group, what may be answered in its rows, by question. */
  groups: Map<string, Map<string, Asked>>
  lists: Map<string, Map<string, Choice>>
}

const lookups = new WeakMap<Definition, Lookup>()

/** Finds things in a definition; made once for each and kept as long as the definition itself. */
export function lookup(definition: Definition): Lookup {
  let found = lookups.get(definition)
  if (!found) lookups.set(definition, (found = make(definition)))
  return found
}

function make(definition: Definition): Lookup {
  const parts = [...partsOf(definition.sections, [])]
  const lists = new Map(Object.entries(definition.lists).map(([name, choices]) => [name, byCode(choices)]))
  const titles = new Map<string, Choice>(
    parts.map(({ group }) => [group.id, { code: group.id, label: titleOf(group) }]),
  )
  const asked = new Map<Slot, Asked>()
  const groups = new Map<string, Map<string, Asked>>()
  for (const part of parts) {
    const mates = groups.get(part.group.id) ?? new Map<string, Asked>()
    groups.set(part.group.id, mates)
    for (const question of part.group.questions) {
      const slot = `${part.group.id}/${question.id}`
      // Where a group stands twice, a question is asked where it stands last and is not hidden.
      if (question.hidden && mates.has(question.id)) continue
      const one: Asked = {
        ...part,
        slot,
        question,
        choices: choicesOf(question, lists, titles),
        conditions: conditionsOf(part, question),
      }
      if (question.rows) one.rows = lists.get(question.rows)
      asked.delete(slot)
      asked.set(slot, one)
      mates.set(question.id, one)
    }
  }
  let number = 0
  for (const one of asked.values()) if (!one.question.hidden) one.number = ++number
  return { asked, parts, groups, lists }
}

function* partsOf(sections: Section[], above: Section[]): Generator<Part> {
  for (const section of sections) {
    const path = [...above, section]
    for (const group of section.groups ?? []) yield { sections: path, group }
    yield* partsOf(section.sections ?? [], path)
  }
}

const byCode = (choices: Choice[]): Map<string, Choice> =>
  new Map(choices.map((choice) => [choice.code, choice]))

/** A group without a title is called what its first question is. */
export const titleOf = (group: Group): Labels => group.title ?? group.questions[0]?.label ?? {}

function choicesOf(
  question: Question,
  lists: Lookup['lists'],
  titles: Map<string, Choice>,
): Map<string, Choice> | undefined {
  if (question.fromGroups) return byCode(question.fromGroups.flatMap((id) => titles.get(id) ?? []))
  return question.list === undefined ? undefined : lists.get(question.list)
}

const conditionsOf = ({ sections, group }: Part, question: Question): Condition[] =>
  [...sections.map(({ when }) => when), group.when, question.when].filter((when) => when !== undefined)

/** The slots a condition asks about. */
export function slotsIn(condition: Condition): Slot[] {
  if ('any' in condition) return condition.any.flatMap(slotsIn)
  if ('all' in condition) return condition.all.flatMap(slotsIn)
  if ('not' in condition) return slotsIn(condition.not)
  return [condition.slot]
}

/** The slots a computed answer is made from. */
export function sourcesOf(computed: NonNullable<Question['computed']>): Slot[] {
  if ('sum' in computed) return [computed.sum].flat()
  if ('product' in computed) return computed.product
  if ('ratio' in computed) return computed.ratio
  return [computed.count]
}
