import { found, refuse } from '../../base/refusal.ts'
import { freeName, latinSlug } from '../../base/slug.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Change, Operation } from '../changes.ts'
import type { Choice, Condition, Definition, Question, QuestionType } from '../definition.ts'
import { type Asked, lookup } from '../lookup.ts'
import type { Making } from './changing.ts'
import { refuseClash } from './seeing.ts'

/** In which language something is typed, and what it means for those who answer. */
export interface Typed {
  lang: Lang
  note?: string
  /** The mark of what stood there when they began; left out by whoever writes over whatever stands. */
  was?: string
}

export interface TypedQuestion extends Typed {
  label: string
  help?: string
  required: boolean
  min?: number
  max?: number
  decimals?: number
}

export interface TypedNew extends TypedQuestion {
  type: QuestionType
  unit?: string
  /** One choice on each line; where there are none, those of a list that is there. */
  choices?: string[]
  list?: string
  /** Of a matrix, one row on each line; of a table, one column. */
  rows?: string[]
  columns?: string[]
  computed?: Question['computed']
  /** The question it comes after; `null` is the first place. */
  after?: string | null
}

export const change = ({ lang, note }: Typed, ...operations: Operation[]): Change => ({
  ...(note && { note: { [lang]: note } }),
  operations,
})

/** The question at a slot; 404 for none. */
export const askedAt = (definition: Definition, slot: string): Asked =>
  found(lookup(definition).asked.get(slot))

/** Words in one language, the others as they are; nothing typed takes them away. */
export function withText(before: Labels | undefined, lang: Lang, text: string | undefined): Labels | null {
  const { [lang]: _, ...others } = before ?? {}
  if (text) return { ...before, [lang]: text }
  return Object.keys(others).length ? others : null
}

/** What somebody typed about a question, as far as it is another than before. Refuses what changes nothing. */
export const changing =
  (slot: string, typed: TypedQuestion): Making =>
  (definition) => {
    const { question } = askedAt(definition, slot)
    refuseClash(question, typed)
    const then: Partial<Record<keyof Question, unknown>> = {
      label: withText(question.label, typed.lang, typed.label),
      help: withText(question.help, typed.lang, typed.help),
      required: typed.required || null,
      ...(question.type === 'number' && {
        min: typed.min ?? null,
        max: question.max === 'this-year' ? 'this-year' : (typed.max ?? null),
      }),
      ...((question.type === 'number' || question.type === 'computed') && {
        decimals: typed.decimals ?? null,
      }),
    }
    const set = Object.fromEntries(
      Object.entries(then).filter(
        ([key, value]) => JSON.stringify(question[key as keyof Question] ?? null) !== JSON.stringify(value),
      ),
    )
    if (Object.keys(set).length === 0) refuse('invalid', 'workshop.sameAsBefore')
    return change(typed, { op: 'change-question', slot, set })
  }

/** A question with a name made of its label, new in its group. */
export const adding =
  (group: string, typed: TypedNew): Making =>
  (definition) => {
    const mates = found(lookup(definition).groups.get(group))
    const { question, operations } = made(definition, typed, new Set(mates.keys()))
    const after = typed.after === undefined ? last(mates.keys()) : typed.after
    return change(typed, ...operations, { op: 'add-question', question, group, after })
  }

/** Whatever stands after it says so: what is taken out in between does not move it. */
export const last = (ids: Iterable<string>): string | null => [...ids].at(-1) ?? null

/** A new question, and the list that it comes with. */
export function made(
  definition: Definition,
  { lang, label, help, type, required, unit, min, max, decimals, choices = [], list, ...typed }: TypedNew,
  taken: Set<string>,
): { question: Question; operations: Operation[] } {
  const { rows = [], columns = [], computed } = typed
  const id = freeName(idOf(label), new Set([...taken, 'id']), underscored)
  const listed = ['choice', 'choices', 'ranking', 'scale', 'matrix'].includes(type)
  const name = freeName(id, new Set(Object.keys(definition.lists)), underscored)
  const own = listed && choices.length > 0
  const rowsName = freeName(`${id}_rows`, new Set(Object.keys(definition.lists)), underscored)
  const added = (to: string, lines: string[]): Operation => ({
    op: 'add-list',
    list: to,
    choices: choicesOf(definition, lang, lines),
  })
  return {
    question: {
      id,
      label: labelsOf(definition, lang, label),
      ...(help && { help: { [lang]: help } }),
      type,
      ...(required && { required }),
      ...(listed && { list: own ? name : list }),
      ...(type === 'number' && unit && { unit }),
      ...(type === 'number' && min !== undefined && { min }),
      ...(type === 'number' && max !== undefined && { max }),
      ...((type === 'number' || type === 'computed') && decimals !== undefined && { decimals }),
      ...(type === 'matrix' && { rows: rowsName }),
      ...(type === 'table' && { columns: namedLines(definition, lang, columns) }),
      ...(type === 'computed' && { computed }),
    },
    operations: [
      ...(own ? [added(name, choices)] : []),
      ...(type === 'matrix' ? [added(rowsName, rows)] : []),
    ],
  }
}

function choicesOf(definition: Definition, lang: Lang, lines: string[]): Choice[] {
  const codes = new Set<string>()
  return lines.map((line) => {
    const code = freeName(idOf(line), codes, underscored)
    codes.add(code)
    return { code, label: labelsOf(definition, lang, line) }
  })
}

/** What is new is said in the language the questionnaire was written in as well, until somebody translates it. */
export function labelsOf({ languages }: Definition, lang: Lang, words: string): Labels {
  return { [languages[0]!]: words, [lang]: words }
}

const namedLines = (definition: Definition, lang: Lang, lines: string[]) =>
  choicesOf(definition, lang, lines).map(({ code, label }) => ({ id: code, label, type: 'text' as const }))

/** A name that is free, where it is taken already: `name_2`. */
export const underscored = (name: string, number: number): string => (number > 1 ? `${name}_${number}` : name)

/** A name of small Latin letters made of words; those of another script are counted. */
export const idOf = (words: string): string => latinSlug(words, 40).replaceAll('-', '_') || 'q'

export const removing =
  (slot: string, typed: Typed): Making =>
  (definition) => {
    askedAt(definition, slot)
    return change(typed, { op: 'remove-question', slot })
  }

/** One place up or down in its group, or to the end of another. */
export const moving =
  (slot: string, where: 'up' | 'down' | { group: string }, typed: Typed): Making =>
  (definition) => {
    const { group, question } = askedAt(definition, slot)
    if (typeof where === 'object') {
      const mates = found(lookup(definition).groups.get(where.group))
      const id = freeName(question.id, new Set(mates.keys()), underscored)
      return change(typed, {
        op: 'move-question',
        slot,
        to: `${where.group}/${id}`,
        after: last(mates.keys()),
      })
    }
    return change(typed, { op: 'move-question', slot, after: neighbour(group.questions, question.id, where) })
  }

/** After which one it stands when it goes one place up or down; refuses the first up and the last down. */
export function neighbour(among: { id: string }[], id: string, where: 'up' | 'down'): string | null {
  const at = among.findIndex((one) => one.id === id)
  const after = where === 'up' ? at - 2 : at + 1
  if (after < -1 || after >= among.length) refuse('invalid', 'workshop.noFurther')
  return among[after]?.id ?? null
}

/** When it is asked; `undefined`: always. */
export const conditioning =
  (slot: string, when: Condition | undefined, typed: Typed): Making =>
  (definition) => {
    askedAt(definition, slot)
    return change(typed, { op: 'change-question', slot, set: { when: when ?? null } })
  }
