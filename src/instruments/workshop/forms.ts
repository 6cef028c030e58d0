import { z } from 'zod'
import { t } from '../../base/i18n/t.ts'
import { Lang } from '../../base/text.ts'
import { handle } from '../../people/handles.ts'
import { audiences } from '../../people/profile.ts'
import type { Question, QuestionType } from '../definition.ts'
import { most, proposalKinds } from './proposal.ts'

const long = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, { error: () => t('workshop.tooLong', { most: limit }) })
const needed = (limit: number) => long(limit).min(1, { error: () => t('workshop.missing') })
const maybe = (limit: number) =>
  long(limit)
    .transform((words) => words || undefined)
    .optional()
const on = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
const number = z
  .string()
  .trim()
  .transform((words) => words || undefined)
  .optional()
  .refine((words) => words === undefined || Number.isFinite(Number(words)), {
    error: () => t('workshop.noNumber'),
  })
  .transform((words) => (words === undefined ? undefined : Number(words)))

const places = number.refine(
  (value) => value === undefined || (Number.isInteger(value) && value >= 0 && value <= 9),
  {
    error: () => t('workshop.noDecimals'),
  },
)

export const Beginning = z.object({
  kind: z.enum(proposalKinds, { error: () => t('workshop.chooseKind') }),
  title: needed(most.title),
  why: needed(most.why),
  lang: Lang,
  audience: z.enum(audiences).exclude(['me']),
  name: maybe(most.title),
})

/** In which language it is typed, what it means for those who answer, and whether it is only looked at. */
const typed = {
  lang: Lang,
  note: maybe(most.note),
  was: maybe(40),
  act: z.enum(['keep', 'look']).default('keep'),
}
export const Bare = z.object(typed)

/** What can be asked for in the workshop; the rest takes a file. */
export const askable = [
  ...(['text', 'longtext', 'choice', 'choices', 'yesno', 'number', 'date', 'scale', 'ranking'] as const),
  ...(['matrix', 'table', 'computed', 'record'] as const),
  ...(['money', 'place', 'geometry', 'image', 'file', 'link', 'person', 'organisation'] as const),
] satisfies QuestionType[]

const words = {
  label: needed(most.label),
  help: maybe(most.help),
  required: on,
  min: number,
  max: number,
  decimals: places,
}
export const Words = z.object({ ...typed, ...words })

const Lines = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  )

export const ways = ['sum', 'product', 'ratio', 'count'] as const
const formula = {
  how: z.enum(ways).optional(),
  parts: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((all) => [all].flat().filter(Boolean).slice(0, 100)),
  under: maybe(300),
}

/** How a total is made of what was chosen; nothing where that is not enough or too much for it. */
function computedOf({
  how,
  parts,
  under,
}: {
  how?: (typeof ways)[number]
  parts: string[]
  under?: string
}): Question['computed'] {
  const [first] = parts
  if (first === undefined) return undefined
  if (how === 'sum') return { sum: parts }
  if (how === 'product') return parts.length > 1 ? { product: parts } : undefined
  if (parts.length > 1) return undefined
  if (how === 'count') return { count: first }
  return how === 'ratio' && under ? { ratio: [first, under] } : undefined
}

const asked = {
  ...typed,
  ...words,
  type: z.enum(askable),
  unit: maybe(30),
  choices: Lines,
  rows: Lines,
  columns: Lines,
  ...formula,
}
type Formula = Parameters<typeof computedOf>[0]
type Asked = Formula & { type: QuestionType; choices: string[]; rows: string[]; columns: string[] }

/** Says at its field what a kind of answer needs and has not. */
function complete(typed: Asked, { addIssue }: z.RefinementCtx): void {
  const { type, choices, rows, columns } = typed
  const lacks = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message })
  const offers = ['choice', 'choices', 'scale', 'ranking', 'matrix'].includes(type)
  if (offers && choices.length === 0) lacks('choices', t('workshop.choicesMissing'))
  if (type === 'matrix' && rows.length === 0) lacks('rows', t('workshop.rowsMissing'))
  if (type === 'table' && columns.length === 0) lacks('columns', t('workshop.columnsMissing'))
  if (type === 'computed' && !computedOf(typed)) lacks('parts', t('workshop.formulaMissing'))
}

const withTotal = <T extends Formula>(typed: T) => ({ ...typed, computed: computedOf(typed) })

export const NewQuestion = z
  .object({ ...asked, after: z.string().max(200).optional() })
  .superRefine(complete)
  .transform(withTotal)
export const NewGroup = z
  .object({ ...asked, title: maybe(most.label), repeats: on })
  .superRefine(complete)
  .transform(withTotal)
const fate = z.enum(['same', 'kept']).default('kept')
export const Replacing = z
  .object({ ...asked, label: z.string().default('-'), fate })
  .superRefine(complete)
  .transform(withTotal)
export const Measuring = z.object({
  ...typed,
  unit: maybe(30),
  fate: z.enum(['times', 'same', 'kept']).default('same'),
  times: number,
})
export const Reckoning = z
  .object({ ...typed, ...formula })
  .refine((one) => computedOf(one) !== undefined, {
    path: ['parts'],
    error: () => t('workshop.formulaMissing'),
  })
  .transform((one) => ({ ...one, computed: computedOf(one)! }))
export const NewColumn = z.object({
  ...typed,
  label: needed(most.label),
  holds: z.enum(['text', 'number']).default('text'),
  unit: maybe(30),
})
export const Named = z.object({
  ...typed,
  label: needed(most.label),
  do: z.enum(['name', 'remove']).default('name'),
})

export const Calling = z.object({ ...typed, title: maybe(most.label), help: maybe(most.help) })
export const Moving = z.object({ ...typed, where: z.string().max(200) })
export const NewChoice = z.object({
  ...typed,
  label: needed(most.label),
  after: z.string().max(200).optional(),
})
export const ChoiceWords = z.object({ ...typed, label: needed(most.label) })
export const Retiring = z.object({ ...typed, into: maybe(200) })
export const Conditioning = z.object({
  ...typed,
  on: maybe(300),
  is: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((all) => [all].flat().filter(Boolean)),
  above: number,
  below: number,
})

export const Comment = z.object({ words: needed(most.comment), lang: Lang })
export const Support = z.object({ organisation: z.string().max(100), would: on })
export const Editor = z.object({ handle })
export const Noting = z.object({ note: long(most.note), lang: Lang })
export const Adopting = z.object({
  seen: z.string().max(50_000).default(''),
  edition: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.-]{1,40}$/, { error: () => t('workshop.editionForm') }),
})
export const Declining = z.object({ reason: needed(most.why), lang: Lang })

/** Words by place: the names of their fields begin so. */
export const wordField = 'w:'
export const Translated = z.looseObject({ to: Lang }).transform(({ to, ...fields }) => ({
  to,
  words: new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(wordField) && typeof value === 'string'
        ? [[name.slice(wordField.length), value.replace(/\r\n?/g, '\n').trim().slice(0, most.help)] as const]
        : [],
    ),
  ),
}))
export const Nothing = z.object({})
