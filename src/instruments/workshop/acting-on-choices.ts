import { refuse } from '../../base/refusal.ts'
import { freeName } from '../../base/slug.ts'
import type { Definition } from '../definition.ts'
import { lookup } from '../lookup.ts'
import {
  askedAt,
  change,
  idOf,
  labelsOf,
  last,
  type Typed,
  underscored,
  withText,
} from './acting-on-questions.ts'
import type { Making } from './changing.ts'
import { refuseClash } from './seeing.ts'

/** The choices that a question offers, or the rows of a matrix. */
export type Offered = 'list' | 'rows'

/** The list of these; refuses a question that has none. */
function listOf(definition: Definition, slot: string, part: Offered): string {
  return askedAt(definition, slot).question[part] ?? refuse('invalid', 'workshop.noList')
}

/** A further choice, at the end or after another. Every question with the same list offers it. */
export const offering =
  (slot: string, typed: Typed & { label: string; after?: string | null }, part: Offered = 'list'): Making =>
  (definition) => {
    const list = listOf(definition, slot, part)
    const taken = new Set(definition.lists[list]!.map(({ code }) => code))
    const code = freeName(idOf(typed.label), taken, underscored)
    return change(typed, {
      op: 'add-choice',
      list,
      choice: {
        code,
        label: labelsOf(definition, typed.lang, typed.label),
      },
      after: typed.after === undefined ? last(taken) : typed.after,
    })
  }

/** Another label for a choice. Refuses the one it has, and where somebody else has changed it meanwhile. */
export const renaming =
  (slot: string, code: string, typed: Typed & { label: string }, part: Offered = 'list'): Making =>
  (definition) => {
    const list = listOf(definition, slot, part)
    const choice =
      definition.lists[list]!.find((one) => one.code === code) ?? refuse('missing', 'base.missing')
    refuseClash(choice, typed)
    const label = withText(choice.label, typed.lang, typed.label)!
    if (label[typed.lang] === choice.label[typed.lang]) refuse('invalid', 'workshop.sameAsBefore')
    return change(typed, { op: 'change-choice', list, code, set: { label } })
  }

/** A choice offered no more: answers that name it are kept beside or, with `into`, count as that one. Refuses the last. */
export const retiring =
  (slot: string, code: string, typed: Typed & { into?: string }, part: Offered = 'list'): Making =>
  (definition) => {
    const list = listOf(definition, slot, part)
    const standing = definition.lists[list]!
    if (!standing.some((one) => one.code === code)) refuse('missing', 'base.missing')
    if (standing.length === 1) refuse('invalid', 'workshop.lastChoice')
    return change(
      typed,
      typed.into
        ? { op: 'merge-choices', list, codes: [code], into: typed.into }
        : { op: 'remove-choice', list, code },
    )
  }

/** The slots of other questions with the same list: what is done to it is done there too. */
export function sharing(definition: Definition, slot: string): string[] {
  const { question } = askedAt(definition, slot)
  if (question.list === undefined) return []
  return [...lookup(definition).asked.values()].flatMap((one) =>
    one.slot !== slot && (one.question.list === question.list || one.question.rows === question.list)
      ? one.slot
      : [],
  )
}
