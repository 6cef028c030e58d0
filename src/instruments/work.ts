import { t } from '../base/i18n/t.ts'
import type { Carrying } from './changes.ts'
import type { Choice, Definition, Group, Question, Section, Slot } from './definition.ts'
import { lookup } from './lookup.ts'

/** A definition while operations are done to it, and what is known of the answers to the last one. */
export interface Work {
  definition: Definition
  /** Slots of the last edition, by where they are now. */
  origins: Map<Slot, Slot>
  /** What is done to the answers of a slot of the last edition, in order. */
  carrying: Map<Slot, Carrying[]>
  /** Where it was said that something is removed, or set, by what. */
  said: Map<string, string>
  /** Where the operation at hand stands in its file. */
  at: string
}

/** An operation that cannot be done, in words. */
export class Undoable extends Error {}

export const undoable = (message: string): never => {
  throw new Undoable(message)
}

export function newWork(definition: Definition): Work {
  const slots = [...lookup(definition).asked.keys()]
  return {
    definition: structuredClone(definition),
    origins: new Map(slots.map((slot) => [slot, slot])),
    carrying: new Map(),
    said: new Map(),
    at: '',
  }
}

/** Notes that it is said; refuses what was said of the same before, otherwise. */
export function sayOnce(work: Work, what: string): void {
  const before = work.said.get(what)
  if (before) undoable(t('instruments.faultSaidTwice', { what, place: before }))
  work.said.set(what, work.at)
}

/** Says that it is not there, and where it was removed if an operation did that. */
export function notThere(work: Work, what: string, message: string): never {
  const removed = work.said.get(`${what} removed`)
  return undoable(removed ? t('instruments.faultRemovedBefore', { what, place: removed }) : message)
}

/** A section and the sections it stands among. */
export function sectionIn(work: Work, id: string): { section: Section; among: Section[] } {
  const found = search(work.definition.sections, id)
  return found ?? notThere(work, `section ${id}`, t('instruments.faultNoSection', { section: id }))
}

function search(among: Section[], id: string): { section: Section; among: Section[] } | undefined {
  for (const section of among) {
    if (section.id === id) return { section, among }
    const within = search(section.sections ?? [], id)
    if (within) return within
  }
  return undefined
}

export function* sectionsOf(sections: Section[]): Generator<Section> {
  for (const section of sections) {
    yield section
    yield* sectionsOf(section.sections ?? [])
  }
}

export interface Standing {
  section: Section
  group: Group
}

/** Where a group stands: in the section that is named, else everywhere. */
export function groupsIn(work: Work, id: string, section?: string): Standing[] {
  const found = [...sectionsOf(work.definition.sections)].flatMap((one) =>
    section === undefined || one.id === section
      ? (one.groups ?? []).flatMap((group) => (group.id === id ? { section: one, group } : []))
      : [],
  )
  return found.length ? found : notThere(work, `group ${id}`, t('instruments.faultNoGroup', { group: id }))
}

/** The groups that ask a question, and it in each. */
export function questionsIn(work: Work, slot: Slot, section?: string): (Standing & { question: Question })[] {
  const { group, id } = partsOf(slot)
  const found = hasGroup(work, group)
    ? groupsIn(work, group, section).flatMap((standing) => {
        const question = standing.group.questions.find((one) => one.id === id)
        return question ? { ...standing, question } : []
      })
    : []
  return found.length ? found : notThere(work, slot, t('instruments.faultNoSlot', { slot }))
}

export const hasGroup = (work: Work, id: string): boolean =>
  [...sectionsOf(work.definition.sections)].some(({ groups = [] }) => groups.some((one) => one.id === id))

export function listIn(work: Work, name: string): Choice[] {
  return (
    work.definition.lists[name] ??
    notThere(work, `list ${name}`, t('instruments.faultNoList', { list: name }))
  )
}

export const partsOf = (slot: Slot): { group: string; id: string } => ({
  group: slot.slice(0, slot.indexOf('/')),
  id: slot.slice(slot.indexOf('/') + 1),
})

/** Puts it where it is to stand among its like; `name` is the key that names them. */
export function place<T, K extends keyof T>(among: T[], one: T, name: K, after?: string | null): void {
  if (after === undefined) among.push(one)
  else if (after === null) among.unshift(one)
  else {
    const at = among.findIndex((other) => other[name] === after)
    if (at < 0) undoable(t('instruments.faultNoNeighbour', { id: after }))
    among.splice(at + 1, 0, one)
  }
}

/** Sets keys; `null` takes one away. */
export function set(of: object, keys: Record<string, unknown>): void {
  const on = of as Record<string, unknown>
  for (const [key, value] of Object.entries(keys))
    if (value === null) delete on[key]
    else on[key] = value
}
