import { message } from '../base/i18n/messages.ts'
import { interfaceLanguages } from '../base/i18n/reader.ts'
import { type Labels, pick } from '../base/text.ts'
import { type Answers, isAnswered, valuesOf } from './answer.ts'
import { computedOnce } from './compute.ts'
import { isAsked } from './conditions.ts'
import type { Choice, Definition, Slot } from './definition.ts'
import { type Asked, lookup, titleOf } from './lookup.ts'

/** One answer to narrow or compare by: a code, a number, a day or the code of a place. */
export interface FacetRow {
  slot: Slot
  code?: string
  number?: number
  day?: string
  place?: string
}

/** What the facets, the context and the columns of a definition give: each answer once. */
export function facetsOf(definition: Definition, answers: Answers): FacetRow[] {
  const { facets = [], context = [], columns = [] } = definition
  const slots = [...new Set([...facets, ...context, ...columns])]
  const { asked } = lookup(definition)
  const filled = computedOnce(definition, answers)
  return slots.flatMap((slot) => {
    const one = asked.get(slot)
    if (!one || one.question.hidden) return []
    const rows = (filled[one.group.id] ?? []).flatMap((row) => {
      const answer = row[one.question.id]
      return isAnswered(answer) && isAsked(one, filled, { group: one.group.id, row })
        ? facetRows(one, answer)
        : []
    })
    return [
      ...new Map(
        rows.map((row) => [row.code ?? row.number ?? row.day ?? row.place, { slot, ...row }]),
      ).values(),
    ]
  })
}

/** A code stands for the broader ones too, so that narrowing by one of those finds it. */
function facetRows({ question, choices }: Asked, answer: unknown): Omit<FacetRow, 'slot'>[] {
  switch (question.type) {
    case 'choice':
    case 'choices':
    case 'ranking':
    case 'scale':
      return [answer as string | string[]]
        .flat()
        .flatMap((code) => upward(code, choices))
        .map((code) => ({ code }))
    case 'yesno':
      return [{ code: answer === true ? 'yes' : 'no' }]
    case 'number':
    case 'computed':
      return [{ number: answer as number }]
    case 'date':
      return [{ day: answer as string }]
    case 'place':
      return [{ place: answer as string }]
    default:
      return []
  }
}

function upward(code: string, choices: Map<string, Choice> | undefined): string[] {
  const broader = choices?.get(code)?.broader
  return broader === undefined ? [code] : [code, ...upward(broader, choices)]
}

/** What a question is called where its answers are read: in a facet, a column, a comparison. */
export function slotLabel(definition: Definition, slot: Slot): Labels {
  const asked = lookup(definition).asked.get(slot)
  if (!asked) return {}
  const { labelRead, label } = asked.question
  return [labelRead, label, titleOf(asked.group)].find((labels) => labels && pick(labels, 'en')) ?? {}
}

/** What a code of that question is called; yes and no are codes of a yes-or-no question. */
export function choiceLabel(definition: Definition, slot: Slot, code: string): Labels | undefined {
  const asked = lookup(definition).asked.get(slot)
  if (asked?.question.type !== 'yesno') return asked?.choices?.get(code)?.label
  const langs = Object.keys(interfaceLanguages) as (keyof typeof interfaceLanguages)[]
  const key = code === 'yes' ? 'instruments.yes' : 'instruments.no'
  return Object.fromEntries(langs.map((lang) => [lang, String(message(lang, key).format())]))
}

/** What every record has, as far as the answers say it. */
export interface Filled {
  title?: Labels
  summary?: Labels
  /** Codes of places. */
  places: string[]
}

export function fillsOf(definition: Definition, answers: Answers): Filled {
  const { fills = {} } = definition
  const { asked } = lookup(definition)
  const given = (slot: Slot | undefined): unknown[] => (slot === undefined ? [] : valuesOf(slot, answers))
  const choices = fills.place === undefined ? undefined : asked.get(fills.place)?.choices
  const codes = given(fills.place).flat() as string[]
  return {
    title: given(fills.title)[0] as Labels | undefined,
    summary: given(fills.summary)[0] as Labels | undefined,
    places: choices ? codes.flatMap((code) => choices.get(code)?.place ?? []) : codes,
  }
}
