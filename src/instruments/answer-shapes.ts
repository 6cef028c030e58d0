import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { Ref } from '../base/ids.ts'
import { Labels } from '../base/text.ts'
import type { Question, QuestionType } from './definition.ts'
import { Geometry } from './geometry.ts'
import type { Asked } from './lookup.ts'
import { boundOf } from './measures.ts'

/** What an answer must be, and what is said of one that has another shape altogether. */
export interface Shape {
  schema: z.ZodType
  says: () => string
}

/** An answer's day: a year, a month or a day that there is. */
const Day = z.string().refine((day) => {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(day)) return false
  const whole = `${day}-01-01`.slice(0, 10)
  return !Number.isNaN(Date.parse(whole)) && new Date(whole).toISOString().startsWith(day)
})

const Name = z.string().regex(/\S/)
const Words = Labels.refine((words) => Object.values(words).some((text) => text.trim() !== ''))
const PlaceCode = z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/)
const Address = z.url({ protocol: /^https?$/ })
const File = z.strictObject({
  file: Name,
  name: z.string().optional(),
  caption: Labels.optional(),
  credit: z.string().optional(),
  date: Day.optional(),
})

const shapes: Record<QuestionType, (asked: Asked) => Shape> = {
  text: ({ question }) => ({ schema: words(question), says: () => t('instruments.answerText') }),
  longtext: ({ question }) => ({ schema: words(question), says: () => t('instruments.answerText') }),
  link: () => ({ schema: Address, says: () => t('instruments.answerLink') }),
  yesno: () => ({ schema: z.boolean(), says: () => t('instruments.answerYesNo') }),
  number: ({ question }) => ({
    schema: within(z.number(), question),
    says: () => t('instruments.answerNumber'),
  }),
  money: ({ question }) => ({
    schema: z.strictObject({
      amount: within(z.number(), question),
      currency: z.string().regex(/^[A-Z]{3}$/),
    }),
    says: () => t('instruments.answerMoney'),
  }),
  date: () => ({ schema: Day, says: () => t('instruments.answerDate') }),
  choice: (asked) => ({ schema: code(asked), says: () => t('instruments.answerChoice') }),
  scale: (asked) => ({ schema: code(asked), says: () => t('instruments.answerChoice') }),
  choices: (asked) => ({ schema: codes(asked), says: () => t('instruments.answerChoices') }),
  ranking: (asked) => ({ schema: codes(asked), says: () => t('instruments.answerChoices') }),
  matrix: (asked) => ({
    schema: z.record(
      z.string().refine((row) => asked.rows?.has(row), notInList(asked.question.rows)),
      code(asked),
    ),
    says: () => t('instruments.answerMatrix'),
  }),
  place: () => ({ schema: PlaceCode, says: () => t('instruments.answerPlace') }),
  geometry: () => ({ schema: Geometry, says: () => t('instruments.answerGeometry') }),
  person: () => ({
    schema: z.strictObject({ name: Name, organisation: z.string().optional(), ref: z.string().optional() }),
    says: () => t('instruments.answerPerson'),
  }),
  organisation: () => ({
    schema: z.strictObject({ name: Name, ref: z.string().optional() }),
    says: () => t('instruments.answerOrganisation'),
  }),
  record: () => ({
    schema: z.union([z.strictObject({ ref: Ref }), z.strictObject({ title: Name, url: Address.optional() })]),
    says: () => t('instruments.answerRecord'),
  }),
  file: () => ({ schema: File, says: () => t('instruments.answerFile') }),
  image: () => ({ schema: File, says: () => t('instruments.answerFile') }),
  table: ({ question }) => ({ schema: table(question), says: () => t('instruments.answerTable') }),
  computed: () => ({ schema: z.never(), says: () => t('instruments.answerComputed') }),
}

const made = new WeakMap<Asked, Shape>()

/** The check of one question's answers, built from its definition once. */
export function shapeOf(asked: Asked): Shape {
  let shape = made.get(asked)
  if (!shape) made.set(asked, (shape = shapes[asked.question.type](asked)))
  return shape
}

/** What is wrong with an answer that does not fit: what its question says of it, else of its whole shape. */
export function faultsOf({ says }: Shape, { issues }: z.ZodError): string[] {
  const own = issues.filter((issue) => issue.code === 'custom' && issue.message !== 'Invalid input')
  return own.length === issues.length ? [...new Set(own.map((issue) => issue.message))] : [says()]
}

const words = ({ maxLength = Number.POSITIVE_INFINITY }: Question) =>
  Words.refine((texts) => Object.values(texts).every((text) => text.length <= maxLength), {
    error: () => t('instruments.answerTooLong', { most: maxLength }),
  })

const within = (number: z.ZodNumber, question: Question) => {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, decimals } = question
  return number
    .refine((value) => value >= min, {
      error: () => t('instruments.answerTooSmall', { least: boundOf(question, min) }),
    })
    .refine((value) => value <= limit(max), {
      error: () => t('instruments.answerTooBig', { most: boundOf(question, limit(max)) }),
    })
    .refine((value) => decimals === undefined || Number(value.toFixed(decimals)) === value, {
      error: () => t('instruments.answerDecimals', { decimals: decimals! }),
    })
}

const limit = (max: number | 'this-year'): number => (max === 'this-year' ? new Date().getUTCFullYear() : max)

const notInList = (list = '') => ({
  error: (issue: { input?: unknown }) =>
    t('instruments.answerNotInList', { value: String(issue.input), list }),
})

const code = ({ choices, question }: Asked) =>
  z
    .string()
    .refine((value) => choices?.has(value), notInList(question.list ?? question.fromGroups?.join(', ')))

const codes = (asked: Asked) =>
  z
    .array(code(asked))
    .refine((values) => new Set(values).size === values.length, { error: () => t('instruments.answerTwice') })
    .refine((values) => values.length <= (asked.question.maxChoices ?? Number.POSITIVE_INFINITY), {
      error: () => t('instruments.answerTooMany', { most: asked.question.maxChoices! }),
    })

const table = ({ columns = [] }: Question) =>
  z.array(
    z.strictObject(
      Object.fromEntries(
        columns.map(({ id, type }) => [
          id,
          (type === 'number' ? z.number() : z.union([z.string(), Words])).optional(),
        ]),
      ),
    ),
  )
