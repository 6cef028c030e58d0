import type { Definition, Group, Slot } from './definition.ts'
import { sectionsOf, type Work } from './work.ts'

/** What holds words or codes: no slot is named there. */
const words = new Set(['label', 'labelRead', 'help', 'title', 'summary', 'source', 'ends', 'lists', 'id'])

/** A slot has another name: everything that asks for it does so by that, and its answers go there. */
export function renameIn(work: Work, from: Slot, to: Slot): void {
  const { definition, origins } = work
  if (definition.fills) definition.fills = entries(definition.fills, from, to)
  for (const [key, value] of Object.entries(definition))
    if (!words.has(key) && key !== 'fills')
      (definition as Record<string, unknown>)[key] = renamed(value, from, to)
  const origin = origins.get(from)
  origins.delete(from)
  if (origin !== undefined) origins.set(to, origin)
}

/** Its keys are what every record has, not words. */
const entries = <T extends object>(fills: T, from: Slot, to: Slot): T =>
  Object.fromEntries(Object.entries(fills).map(([key, slot]) => [key, slot === from ? to : slot])) as T

function renamed(value: unknown, from: Slot, to: Slot): unknown {
  if (value === from) return to
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) value[i] = renamed(one, from, to)
  } else if (typeof value === 'object' && value !== null) {
    const on = value as Record<string, unknown>
    for (const [key, one] of Object.entries(on)) if (!words.has(key)) on[key] = renamed(one, from, to)
  }
  return value
}

/** Questions that were taken out and stand nowhere else are asked no longer. */
export function forget(work: Work, group: Pick<Group, 'id' | 'questions'>): void {
  for (const { id } of group.questions)
    if (!isAskedIn(work.definition, group.id, id)) {
      work.origins.delete(`${group.id}/${id}`)
      work.said.set(`${group.id}/${id} removed`, work.at)
    }
}

const isAskedIn = ({ sections }: Definition, group: string, question: string): boolean =>
  [...sectionsOf(sections)].some(({ groups = [] }) =>
    groups.some((one) => one.id === group && one.questions.some(({ id }) => id === question)),
  )
