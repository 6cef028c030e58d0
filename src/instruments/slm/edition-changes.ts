import { z } from 'zod'
import { message } from '../../base/i18n/messages.ts'
import { interfaceLanguages } from '../../base/i18n/reader.ts'
import type { Labels } from '../../base/text.ts'
import type { Change, Operation } from '../changes.ts'
import type { Definition, Section, Slot } from '../definition.ts'
import { inferOperations } from '../inferring.ts'
import { lookup } from '../lookup.ts'
import { type Home, homeOf } from '../operation-home.ts'
import { sectionsOf } from '../work.ts'

/** The shared file of what changed between two editions of an SLM questionnaire: release notes by section. */
export const SlmEditionChanges = z.strictObject({
  from: z.string(),
  to: z.string(),
  questionnaire: z.string(),
  /** How many changes there were; some came without a note. */
  operations: z.int(),
  releaseNotes: z.array(z.string()),
  source: z.record(z.string(), z.string()).optional(),
})
export type SlmEditionChanges = z.infer<typeof SlmEditionChanges>

export const looksLikeSlmChanges = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'releaseNotes' in json && 'questionnaire' in json

/**
 * The changes as ours: the file says in words what was done and to which section, the two definitions say
 * to which question. Each operation stands under the note that speaks of its section, of what it does and
 * of what it touches; what no note speaks of is told by section. The notes are in English alone.
 */
export function changesFromSlm(
  { releaseNotes }: SlmEditionChanges,
  last: Definition,
  next: Definition,
): Change[] {
  const notes = releaseNotes.map(noteOf)
  const told = new Map<Note, Operation[]>(notes.map((note) => [note, []]))
  const untold = new Map<string, Operation[]>()
  for (const [step, found] of inferOperations(last, next, movedBetween(last, next)).entries()) {
    const operation = { ...found, step }
    const home = homeOf(operation, last, next)
    const note = noteFor(operation, home.words, numbersOf(home, last, next), notes)
    const section = home.sections.at(-1) ?? ''
    if (note) told.get(note)!.push(operation)
    else untold.set(section, [...(untold.get(section) ?? []), operation])
  }
  return [
    ...notes.map((note) => ({ note: { en: note.text }, operations: told.get(note)! })),
    ...[...untold].map(([section, some]) => ({ note: reworded(section, last, next), operations: some })),
  ]
}

/**
 * Which question became which: one that has the edition behind its name took the place of the one without;
 * one that is gone from a group and is new in one other has moved there, unless that one repeats and the
 * old one did not, for then nobody can say to which row its answer belongs.
 */
function movedBetween(last: Definition, next: Definition): { from: Slot; to: Slot }[] {
  const [then, now] = [lookup(last).asked, lookup(next).asked]
  const added = [...now.values()].filter(({ slot }) => !then.has(slot))
  return [...then.values()].flatMap((one) => {
    if (now.has(one.slot)) return []
    const renamed = `${one.slot}_${next.edition}`
    if (added.some(({ slot }) => slot === renamed)) return { from: one.slot, to: renamed }
    const [to, ...others] = added.filter(({ question }) => question.id === one.question.id)
    const fits = to && others.length === 0 && (!to.group.repeat || one.group.repeat)
    return fits ? { from: one.slot, to: to.slot } : []
  })
}

interface Note {
  text: string
  /** What it says was done, as operations begin. */
  does: string[]
  /** The numbers of the sections it names, today's and those before. */
  numbers: string[]
  words: Set<string>
  /** What it calls by name, in quotation marks. */
  named: Set<string>[]
  /** A section that is new with all that is in it. */
  anew: boolean
}

const doing: [says: RegExp, does: string[]][] = [
  [/\bnumbering\b/, ['change-section']],
  [/\bintegrated\b/, ['move', 'add', 'remove']],
  [/\bmoved\b/, ['move']],
  [/\brenamed\b/, ['change']],
  [/\bremoved\b/, ['remove']],
  [/^[^:]*: More\b/, ['change-question']],
  [/\badded\b/, ['add']],
]

/** `3.4 (previously 3.3): …`, `Update October 2019: Question 3.2: …`. */
const noteOf = (text: string): Note => ({
  text,
  does: doing.find(([says]) => says.test(text))?.[1] ?? [],
  numbers: [...text.matchAll(/(?<![\d.])\d(?:\.\d)?(?!\.?\d)/g)].map(([number]) => number),
  words: wordsIn(text),
  named: [...text.matchAll(/"([^"]+)"/g)].map(([, name]) => wordsIn(name!)).filter(({ size }) => size > 0),
  anew: /^\d\.\d \(new\)/.test(text),
})

/** The note that says most of what the operation touches; none where none says enough. */
function noteFor(operation: Operation, touched: string, numbers: string[], notes: Note[]): Note | undefined {
  const words = wordsIn(touched)
  const scored = notes
    .filter(({ does }) => does.some((start) => operation.op.startsWith(start)))
    .filter((note) =>
      operation.op.startsWith('move')
        ? new Set(numbers.filter(isWithin)).size > 1 &&
          numbers.filter(isWithin).every((one) => note.numbers.includes(one))
        : note.numbers.some((number) => numbers.includes(number)),
    )
    .map((note) => ({ note, score: likeness(operation, words, note) }))
    .toSorted((a, b) => b.score - a.score)
  return scored[0] && scored[0].score >= enough ? scored[0].note : undefined
}

/** `3.2`, not the `3` that it is in. */
const isWithin = (number: string): boolean => number.includes('.')

/** So much of what an operation touches must be in the words of a note for it to speak of that. */
const enough = 0.5

function likeness({ op }: Operation, words: Set<string>, { named, words: said, does, anew }: Note): number {
  // Where something went says more of it than what it is called.
  if (op.startsWith('move')) return 1
  if (does.includes('change-section')) return op === 'change-section' ? 1 : 0
  const names = named.filter((name) => [...name].every((word) => words.has(word)))
  if (names.length) return names.reduce((sum, { size }) => sum + size, 0)
  const share = words.size ? [...words].filter((word) => said.has(word)).length / words.size : 0
  return anew ? Math.max(share, enough) : share
}

/** Words of some length, in the singular. */
const wordsIn = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .match(/\p{L}[\p{L}\d]{3,}/gu)
      ?.map((word) => word.replace(/s$/, '')),
  )

/** Today's number of each section, and the one it had. */
function numbersOf({ sections, from = [] }: Home, last: Definition, next: Definition): string[] {
  const numbers = (ids: string[], one: Definition): string[] =>
    [...sectionsOf(one.sections)].flatMap(({ id, number }) => (ids.includes(id) && number ? number : []))
  if (from.length) return [...numbers(sections, next), ...numbers(from, last)]
  return [...numbers(sections, next), ...numbers(sections, last)]
}

/** What no note speaks of: words, order and choices of a section, or of the whole questionnaire. */
function reworded(id: string, last: Definition, next: Definition): Labels {
  const section = [...sectionsOf(next.sections), ...sectionsOf(last.sections)].find((one) => one.id === id)
  const langs = Object.keys(interfaceLanguages) as (keyof typeof interfaceLanguages)[]
  return Object.fromEntries(langs.map((lang) => [lang, sentence(lang, section)]))
}

function sentence(lang: keyof typeof interfaceLanguages, section: Section | undefined): string {
  if (!section) return String(message(lang, 'instruments.untoldWhole').format())
  const title = section.title[lang] ?? section.title.en ?? ''
  const name = [section.number, title].filter(Boolean).join(' ')
  return String(message(lang, 'instruments.untoldSection').format({ section: name }))
}
