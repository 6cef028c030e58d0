import { refuse } from '../../base/refusal.ts'
import { freeName } from '../../base/slug.ts'
import type { Definition } from '../definition.ts'
import { lookup } from '../lookup.ts'
import { askedAt, change, idOf, labelsOf, last, type Typed, withText } from './acting-on-questions.ts'
import type { Making } from './changing.ts'
import { refuseClash } from './seeing.ts'

/** The list that a question offers; refuses one that offers none. */
function listOf(definition: Definition, slot: string): string {
  return askedAt(definition, slot).question.list ?? refuse('invalid', 'workshop.noList')
}

/** A further choice, at the end or after another. Every question with the same list offers it. */
export const offering =
  (slot: string, typed: Typed & { label: string; help?: string; after?: string | null }): Making =>
  (definition) => {
    const list = listOf(definition, slot)
    const taken = new Set(definition.lists[list]!.map(({ code }) => code))
    const code = freeName(idOf(typed.label), taken, (name, number) =>
      number > 1 ? `${name}_${number}` : name,
    )
    return change(typed, {
      op: 'add-choice',
      list,
      choice: {
        code,
        label: labelsOf(definition, typed.lang, typed.label),
        ...(typed.help && { help: { [typed.lang]: typed.help } }),
      },
      after: typed.after === undefined ? last(taken) : typed.after,
    })
  }

/** Another label for a choice. */
export const renaming =
  (slot: string, code: string, typed: Typed & { label: string }): Making =>
  (definition) => {
    const list = listOf(definition, slot)
    const choice =
      definition.lists[list]!.find((one) => one.code === code) ?? refuse('missing', 'base.missing')
    refuseClash(choice, typed)
    const label = withText(choice.label, typed.lang, typed.label)!
    if (label[typed.lang] === choice.label[typed.lang]) refuse('invalid', 'workshop.sameAsBefore')
    return change(typed, { op: 'change-choice', list, code, set: { label } })
  }

/** A choice offered no more: answers that name it are kept beside or, with `into`, count as that one. */
export const retiring =
  (slot: string, code: string, typed: Typed & { into?: string }): Making =>
  (definition) => {
    const list = listOf(definition, slot)
    if (!definition.lists[list]!.some((one) => one.code === code)) refuse('missing', 'base.missing')
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
