import type { Shown } from '../base/text.ts'
import type { ReadAnswer, ReadGroup } from './reading.ts'
import type { Value } from './values.ts'

/** How a part of a reading is best set. */
export type Block =
  | { kind: 'facts'; title?: Shown; facts: OneFact[] }
  | { kind: 'prose'; title?: Shown; answer: ReadAnswer }
  | { kind: 'grid'; title?: Shown; answer: ReadAnswer }
  | { kind: 'figures'; title?: Shown; rows: ReadAnswer[][] }
  | { kind: 'list'; title?: Shown; numbered: boolean; answers: ReadAnswer[] }
  | { kind: 'rows'; id: string; title?: Shown; heads: ReadAnswer[]; rows: (ReadAnswer | undefined)[][] }
  | { kind: 'entries'; title?: Shown; numbered: boolean; entries: Block[][] }

/** A short answer; under it what else was said in the same breath, such as why a step was chosen. */
export interface OneFact {
  /** In place of its label: the title of the group that it is alone in. */
  term?: Shown
  answer: ReadAnswer
  notes: ReadAnswer[]
}

/**
 * Sets groups one after another: long texts as prose, pictures as figures, repeating groups of short
 * answers as a table, everything short as one list of facts that runs on over groups without titles.
 */
export function blocksOf(groups: ReadGroup[]): Block[] {
  const blocks: Block[] = []
  for (const block of groups.flatMap(groupBlocks)) {
    const last = blocks.at(-1)
    if (block.kind === 'facts' && !block.title && last?.kind === 'facts') last.facts.push(...block.facts)
    else blocks.push(block.kind === 'facts' ? { ...block, facts: [...block.facts] } : block)
  }
  return blocks
}

function groupBlocks({ id, title, rows, numbered }: ReadGroup): Block[] {
  const answers = rows.flatMap((row) => row.answers)
  // A row that begins with a picture is about it.
  if (rows.every((row) => row.answers[0]?.type === 'image'))
    return [{ kind: 'figures', title, rows: rows.map((row) => row.answers) }]
  if (rows.length === 1) return rowBlocks(rows[0]!.answers, title)
  const heads = [...new Map(answers.map((answer) => [answer.slot, answer])).values()]
  if (heads.length === 1) return [{ kind: 'list', title: title ?? answers[0]!.label, numbered, answers }]
  if (answers.every(({ value }) => isShort(value))) {
    const cells = rows.map((row) =>
      heads.map(({ slot }) => row.answers.find((answer) => answer.slot === slot)),
    )
    return [{ kind: 'rows', id, title, heads, rows: cells }]
  }
  // What is long in one entry is set as prose in all of them.
  const long = new Set(answers.filter(({ value }) => !isShort(value)).map(({ slot }) => slot))
  return [
    { kind: 'entries', title, numbered, entries: rows.map((row) => rowBlocks(row.answers, undefined, long)) },
  ]
}

function rowBlocks(answers: ReadAnswer[], title?: Shown, long: ReadonlySet<string> = new Set()): Block[] {
  const [first, ...notes] = answers
  if (
    first &&
    first.value.kind === 'scale' &&
    notes.every(({ value }) => value.kind === 'words' || value.kind === 'number')
  )
    return [{ kind: 'facts', facts: [{ ...(title && { term: title }), answer: first, notes }] }]
  if (first && notes.length === 0 && !long.has(first.slot) && isShort(first.value))
    return [{ kind: 'facts', facts: [{ ...(title && { term: title }), answer: first, notes }] }]
  const blocks: Block[] = []
  for (const answer of answers) {
    const last = blocks.at(-1)
    if (answer.type === 'image') blocks.push({ kind: 'figures', rows: [[answer]] })
    else if (isGrid(answer.value)) blocks.push({ kind: 'grid', answer })
    else if (long.has(answer.slot) || !isShort(answer.value)) blocks.push({ kind: 'prose', answer })
    else if (last?.kind === 'facts') last.facts.push({ answer, notes: [] })
    else blocks.push({ kind: 'facts', facts: [{ answer, notes: [] }] })
  }
  if (title && blocks[0]) blocks[0] = { ...blocks[0], title }
  return blocks
}

/** A few words: more are read better across the page. */
const few = 110

function isShort(value: Value): boolean {
  if (value.kind === 'words') return value.words.text.length <= few && !value.words.text.includes('\n')
  return value.kind !== 'image' && !isGrid(value)
}

const isGrid = ({ kind }: Value): boolean => kind === 'matrix' || kind === 'table'
