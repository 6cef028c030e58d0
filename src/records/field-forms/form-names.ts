import { freeName } from '../../base/slug.ts'
import type { Definition, Slot } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'

/** What a field of a form gives: an answer, or a part of one. */
export interface Target {
  slot: Slot
  /** `currency`, `organisation`, `url` or `shape`; of a matrix `row:code`, of a table `column:id`. */
  part?: string
}

/** What the parts of a questionnaire are called in a form: names that XML takes, each used once. */
export interface FormNames {
  /** By slot, and by slot and part with a blank between. */
  fields: Map<string, string>
  targets: Map<string, Target>
  sections: Map<string, string>
  groups: Map<string, string>
  lists: Map<string, string>
}

export const fieldKey = (slot: Slot, part?: string): string => (part === undefined ? slot : `${slot} ${part}`)

const made = new WeakMap<Definition, FormNames>()

/**
 * The names of a questionnaire in a form: `group__question`, and for a part of an answer
 * `group__question__part`. The same each time, so that what comes back is understood.
 */
export function formNames(definition: Definition): FormNames {
  let names = made.get(definition)
  if (!names) made.set(definition, (names = make(definition)))
  return names
}

function make(definition: Definition): FormNames {
  const taken = new Set<string>(['meta', 'instanceID', 'instanceName'])
  const take = (name: string): string => {
    const free = freeName(asName(name), taken, (one, number) => (number > 1 ? `${one}_${number}` : one))
    taken.add(free)
    return free
  }
  const { asked, parts, lists } = lookup(definition)
  const fields = new Map<string, string>()
  const targets = new Map<string, Target>()
  const add = (target: Target, name: string) => {
    const free = take(name)
    fields.set(fieldKey(target.slot, target.part), free)
    targets.set(free, target)
  }
  for (const one of asked.values()) {
    if (one.number === undefined) continue
    const name = one.slot.replace('/', '__')
    add({ slot: one.slot }, name)
    for (const part of partsOf(one)) add({ slot: one.slot, part }, `${name}__${part.replace(/^\w+:/, '')}`)
  }
  const groups = new Map<string, string>()
  const sections = new Map<string, string>()
  for (const part of parts) {
    for (const { id } of part.sections) if (!sections.has(id)) sections.set(id, take(`section_${id}`))
    const key = `${part.sections.at(-1)!.id} ${part.group.id}`
    if (!groups.has(key)) groups.set(key, take(`group_${part.group.id}`))
  }
  const listNames = new Set<string>(['yes_no'])
  const named = new Map<string, string>()
  const list = (key: string, name: string) => {
    const free = freeName(asName(name), listNames, (one, number) => (number > 1 ? `${one}_${number}` : one))
    listNames.add(free)
    named.set(key, free)
  }
  for (const name of lists.keys()) list(name, name)
  for (const one of asked.values())
    if (one.question.fromGroups) list(`from ${one.slot}`, `of_${one.slot.replace('/', '__')}`)
  return { fields, targets, sections, groups, lists: named }
}

/** What XML takes for a name, without what forms or their exports use for themselves. */
const asName = (words: string): string => {
  const plain = words.replace(/[^A-Za-z0-9_]/g, '_')
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`
}

/** The parts of an answer that stand in fields of their own. */
export function partsOf({ question, rows }: Asked): string[] {
  switch (question.type) {
    case 'money':
      return ['currency']
    case 'person':
      return ['organisation']
    case 'record':
      return ['url']
    case 'geometry':
      return ['shape']
    case 'matrix':
      return [...(rows?.keys() ?? [])].map((code) => `row:${code}`)
    case 'table':
      return (question.columns ?? []).map(({ id }) => `column:${id}`)
    default:
      return []
  }
}
