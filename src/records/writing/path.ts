import { isLang } from '../../base/text.ts'
import type { Definition, Group } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'

/**
 * Where an answer of a draft stands: `group/row/question`, and with words in a language
 * `group/row/question/lang`. `group/row` alone is the place of a row among those of its group. A group
 * that does not repeat has one row, `only`. Groups whose name begins with `@` are what every record has.
 */
export interface Path {
  group: string
  row: string
  question?: string
  lang?: string
}

export const onlyRow = 'only'
/** What every record has besides its answers: title, summary, places and so on. */
export const head = '@record'

export const pathOf = ({ group, row, question, lang }: Path): string =>
  [group, row, question, lang].filter((part) => part !== undefined).join('/')

/** The path of the row that an answer stands in. */
export const rowOf = (path: string): string => path.split('/').slice(0, 2).join('/')

/** Ids of rows are made where the row is added, which may be without a line. */
const rowId = /^[A-Za-z0-9_-]{1,40}$/

/** The name of a row that came without one, by its place; it has none when it is published. */
export const placeId = (i: number): string => `_${i + 1}`
export const isPlaceId = (id: unknown): boolean => typeof id === 'string' && id.startsWith('_')

/** How a group repeats, if it does. */
export const repeatOf = (definition: Definition, group: string): Group['repeat'] =>
  lookup(definition).groups.get(group)?.values().next().value?.group.repeat

/** What every record has, and whether it is said by language. */
export const headKinds = {
  title: 'words',
  summary: 'words',
  changed: 'words',
  failed: 'words',
  places: 'whole',
  topics: 'whole',
  knowledge: 'whole',
  basis: 'words',
  organisations: 'whole',
  licence: 'whole',
  consent: 'whole',
  consulted: 'whole',
} as const
export type HeadQuestion = keyof typeof headKinds
const isHead = (question: string): question is HeadQuestion => Object.hasOwn(headKinds, question)

const isWords = ({ question }: Asked): boolean => question.type === 'text' || question.type === 'longtext'

/** The path as its parts, or nothing where this definition has no such place. */
export function parsePath(definition: Definition, path: string): Path | undefined {
  const [group = '', row = '', question, lang, ...more] = path.split('/')
  if (more.length || !rowId.test(row)) return undefined
  if (group === head) return parseHead(row, question, lang)
  const questions = lookup(definition).groups.get(group)
  if (!questions) return undefined
  const { repeat } = questions.values().next().value!.group
  if ((repeat === undefined) !== (row === onlyRow)) return undefined
  if (question === undefined) return repeat ? { group, row } : undefined
  const asked = questions.get(question)
  if (!asked || asked.question.computed) return undefined
  if (isWords(asked) !== (lang !== undefined && isLang(lang))) return undefined
  return { group, row, question, ...(lang !== undefined && { lang }) }
}

function parseHead(row: string, question = '', lang?: string): Path | undefined {
  if (row !== onlyRow || !isHead(question)) return undefined
  const kind = headKinds[question]
  if ((kind === 'words') !== (lang !== undefined && isLang(lang))) return undefined
  return { group: head, row, question, ...(lang !== undefined && { lang }) }
}
