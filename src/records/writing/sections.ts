import type { Labels } from '../../base/text.ts'
import type { Definition, Section } from '../../instruments/definition.ts'
import { lookup, type Part } from '../../instruments/lookup.ts'

/** What is asked on one page: a section, or the part of a long one that has a heading of its own. */
export interface WritingSection {
  /** Of the section, in its address. */
  id: string
  title: Labels
  number?: string
  help?: Labels
  /** The sections it is in, from the outermost in. */
  above: Section[]
  parts: Part[]
}

/** The first page: what every record has, and the answers that this one needs. */
export const essentialsId = 'essentials'

/** So many questions stand on one page; a section with more is taken apart where it has parts. */
const onePage = 30

const known = new WeakMap<Definition, WritingSection[]>()

/** The pages on which a questionnaire is answered, in its order; each part of it stands on one of them. */
export function writingSections(definition: Definition): WritingSection[] {
  let found = known.get(definition)
  if (!found) known.set(definition, (found = [...pagesIn(definition, definition.sections, [])]))
  return found
}

function* pagesIn(definition: Definition, sections: Section[], above: Section[]): Generator<WritingSection> {
  const { parts } = lookup(definition)
  for (const section of sections) {
    const inside = parts.filter((part) => part.sections.includes(section))
    const inner = section.sections ?? []
    const whole = inner.length === 0 || countOf(inside) <= onePage
    const own = whole ? inside : inside.filter((part) => part.sections.at(-1) === section)
    const { id, title, number, help } = section
    if (countOf(own)) yield { id, title, ...(number && { number }), ...(help && { help }), above, parts: own }
    if (!whole) yield* pagesIn(definition, inner, [...above, section])
  }
}

const countOf = (parts: Part[]): number =>
  parts.reduce((sum, { group }) => sum + group.questions.filter(({ hidden }) => !hidden).length, 0)

/** The shortest useful way: what a record cannot be published without, out of all sections. */
export function essentials(definition: Definition): Part[] {
  let found = needed.get(definition)
  if (!found) needed.set(definition, (found = neededIn(definition)))
  return found
}

const needed = new WeakMap<Definition, Part[]>()

const neededIn = (definition: Definition): Part[] =>
  lookup(definition).parts.flatMap(({ group, ...part }) => {
    const questions = group.questions.filter(
      ({ required, hidden, computed }) => required && !hidden && !computed,
    )
    return questions.length && !group.again ? [{ ...part, group: { ...group, questions } }] : []
  })
