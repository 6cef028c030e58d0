import type { Operation } from './changes.ts'
import type { Definition, Section } from './definition.ts'
import { lookup, titleOf } from './lookup.ts'
import { sectionsOf } from './work.ts'

export interface Home {
  /** The ids of the sections it is in, from the outermost in; none for what is the whole questionnaire's. */
  sections: string[]
  /** Of what moves, those it stood in before. */
  from?: string[]
  /** What it touches, in the words of the language the questionnaire was written in. */
  words: string
}

/** Where in a questionnaire an operation does something: in the new edition, else in the last. */
export function homeOf(operation: Operation, last: Definition, next: Definition): Home {
  const lang = next.languages[0]!
  const said = (...labels: (Record<string, string> | undefined)[]): string =>
    labels.flatMap((one) => one?.[lang] ?? []).join(' ')
  if ('section' in operation && typeof operation.section === 'object')
    return { sections: pathTo(next, operation.section.id), words: said(operation.section.title) }
  if ('list' in operation) return homeOfList(operation.list, operation, last, next)
  const slot =
    'slot' in operation ? (operation.op === 'move-question' && operation.to) || operation.slot : undefined
  if (slot !== undefined) {
    const asked = lookup(next).asked.get(slot) ?? lookup(last).asked.get(slot)
    const before = operation.op === 'move-question' ? lookup(last).asked.get(operation.slot) : undefined
    return {
      sections: asked?.sections.map(({ id }) => id) ?? [],
      ...(before && { from: before.sections.map(({ id }) => id) }),
      words: said(asked?.question.label, asked?.group.title),
    }
  }
  if (operation.op === 'add-question')
    return { sections: pathOfGroup(operation.group, last, next), words: said(operation.question.label) }
  if ('group' in operation) {
    const id = typeof operation.group === 'string' ? operation.group : operation.group.id
    const part = partOf(id, next) ?? partOf(id, last)
    const before = operation.op === 'move-group' ? partOf(id, last) : undefined
    return {
      sections: part?.sections.map((section) => section.id) ?? [],
      ...(before && { from: before.sections.map((section) => section.id) }),
      words: said(part && titleOf(part.group)),
    }
  }
  if ('section' in operation) {
    const id = operation.section as string
    const path = pathTo(next, id)
    return {
      sections: path.length ? path : pathTo(last, id),
      words: said(titleIn(next, id) ?? titleIn(last, id)),
    }
  }
  return { sections: [], words: '' }
}

/** A list belongs where it is first asked for. */
function homeOfList(list: string, operation: Operation, last: Definition, next: Definition): Home {
  const uses = (one: Definition) =>
    [...lookup(one).asked.values()].find(({ question }) => question.list === list)
  const asked = uses(next) ?? uses(last)
  const lang = next.languages[0]!
  const code =
    'choice' in operation ? operation.choice.code : 'code' in operation ? operation.code : undefined
  const choice =
    code === undefined ? undefined : (next.lists[list] ?? last.lists[list])?.find((one) => one.code === code)
  return {
    sections: asked?.sections.map(({ id }) => id) ?? [],
    words: [choice?.label[lang] ?? asked?.question.label[lang]].filter(Boolean).join(' '),
  }
}

const partOf = (group: string, definition: Definition) =>
  lookup(definition).parts.find((part) => part.group.id === group)

const pathOfGroup = (group: string, last: Definition, next: Definition): string[] =>
  (partOf(group, next) ?? partOf(group, last))?.sections.map(({ id }) => id) ?? []

const titleIn = ({ sections }: Definition, id: string): Section['title'] | undefined =>
  [...sectionsOf(sections)].find((section) => section.id === id)?.title

function pathTo({ sections }: Definition, id: string): string[] {
  for (const section of sections) {
    if (section.id === id) return [id]
    const within = pathTo({ sections: section.sections ?? [] } as unknown as Definition, id)
    if (within.length) return [section.id, ...within]
  }
  return []
}
