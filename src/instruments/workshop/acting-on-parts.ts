import { found, refuse } from '../../base/refusal.ts'
import { freeName } from '../../base/slug.ts'
import type { Definition, Group, Section } from '../definition.ts'
import { lookup, type Part } from '../lookup.ts'
import { sectionsOf } from '../work.ts'
import {
  change,
  idOf,
  labelsOf,
  last,
  made,
  neighbour,
  type Typed,
  type TypedNew,
  withText,
} from './acting-on-questions.ts'
import type { Making } from './changing.ts'
import { refuseClash } from './seeing.ts'

/** Where a group stands first; 404 for none. */
export const partAt = (definition: Definition, group: string): Part =>
  found(lookup(definition).parts.find((part) => part.group.id === group))

export const sectionAt = ({ sections }: Definition, id: string): Section =>
  found([...sectionsOf(sections)].find((section) => section.id === id))

/** What a group or a section is called, and its help. */
export const calling =
  (of: { group: string } | { section: string }, typed: Typed & { title: string; help?: string }): Making =>
  (definition) => {
    const part = 'group' in of ? partAt(definition, of.group).group : sectionAt(definition, of.section)
    refuseClash(part, typed)
    const title = withText(part.title, typed.lang, typed.title || undefined)
    const help = withText(part.help, typed.lang, typed.help)
    const set = {
      ...(JSON.stringify(title) !== JSON.stringify(part.title ?? null) && { title }),
      ...(JSON.stringify(help) !== JSON.stringify(part.help ?? null) && { help }),
    }
    if (Object.keys(set).length === 0) refuse('invalid', 'workshop.sameAsBefore')
    if ('group' in of) return change(typed, { op: 'change-group', group: of.group, set })
    return change(typed, { op: 'change-section', section: of.section, set })
  }

/** A group at the end of a section, with its first question: a group without any asks nothing. */
export const addingGroup =
  (section: string, typed: TypedNew & { title?: string; repeats: boolean }): Making =>
  (definition) => {
    const { groups = [] } = sectionAt(definition, section)
    const { question, operations } = made(definition, typed, new Set())
    const group: Group = {
      id: freeName(
        idOf(typed.title || typed.label),
        new Set(lookup(definition).groups.keys()),
        (name, number) => (number > 1 ? `${name}_${number}` : name),
      ),
      ...(typed.title && { title: labelsOf(definition, typed.lang, typed.title) }),
      ...(typed.repeats && { repeat: { min: 0, max: 20 } }),
      questions: [question],
    }
    return change(typed, ...operations, {
      ...{ op: 'add-group', group, section },
      after: last(groups.map(({ id }) => id)),
    })
  }

export const removingGroup =
  (group: string, typed: Typed): Making =>
  (definition) => {
    partAt(definition, group)
    return change(typed, { op: 'remove-group', group })
  }

/** One place up or down among the groups of its section. */
export const movingGroup =
  (id: string, where: 'up' | 'down', typed: Typed): Making =>
  (definition) => {
    const section = partAt(definition, id).sections.at(-1)!
    return change(typed, {
      op: 'move-group',
      group: id,
      section: section.id,
      after: neighbour(section.groups!, id, where),
    })
  }
