import { z } from 'zod'
import { Labels, Lang } from '../base/text.ts'

/**
 * The one definition format of every questionnaire, form and assessment tool.
 *
 * sections > groups > questions. A group may repeat; a question is known by its *slot*
 * `group/question`, so that the same question may stand in several groups. Meaning (types, lists,
 * units, conditions) is here; layout is not.
 */
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/, 'not a code: letters, digits and _ . : - only')

/** `group/question`. */
export const Slot = z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'not a slot: write group/question')
export type Slot = z.infer<typeof Slot>

/** When a question, group or section applies. `is` asks for one code, `true`/`false` or a number. */
export type Condition =
  | { any: Condition[] }
  | { all: Condition[] }
  | { not: Condition }
  | { slot: Slot; answered: true }
  | { slot: Slot; is: string | number | boolean }
  | { slot: Slot; above?: number; below?: number }

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ slot: Slot, answered: z.literal(true) }),
    z.strictObject({ slot: Slot, is: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ slot: Slot, above: z.number().optional(), below: z.number().optional() }),
  ]),
)

export const Choice = z.strictObject({
  code: Code,
  label: Labels,
  help: Labels.optional(),
  /** The code in the same list that this one is a part of. */
  broader: Code.optional(),
  /** What it counts as, where the list is an ordinal scale. */
  value: z.number().optional(),
  /** The code of the place it names, where the list is one of places. */
  place: z.string().optional(),
})
export type Choice = z.infer<typeof Choice>

/**
 * What is asked for, and the shape of its answer:
 * text, longtext: `{ lang: words }` · link: an https address · yesno: boolean · number: number in
 * `unit` · money: `{ amount, currency }` · date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` · choice, scale:
 * a code · choices: codes · ranking: codes, first is highest · matrix: `{ rowCode: columnCode }` ·
 * place: a place code · geometry: GeoJSON · person: `{ name, organisation?, ref? }` · organisation:
 * `{ name, ref? }` · record: `{ ref } ` or `{ title, url? }` · file, image: `{ file, name?, caption?,
 * credit?, date? }` · table: rows of `{ column: words or number }` · computed: never stored.
 */
// biome-ignore format: one list is read as one line
const questionTypes = [
  'text', 'longtext', 'link', 'yesno', 'number', 'money', 'date', 'choice', 'choices', 'ranking', 'scale',
  'matrix', 'place', 'geometry', 'person', 'organisation', 'record', 'file', 'image', 'table', 'computed',
] as const
export type QuestionType = (typeof questionTypes)[number]

/**
 * How a computed answer is made. A slot of the same group is taken in the same row, one of another
 * group in all of its rows. `ratio` divides the first by the second; `count` counts answered rows.
 */
const Computation = z.union([
  z.strictObject({ sum: z.union([Slot, z.array(Slot).min(1)]) }),
  z.strictObject({ product: z.array(Slot).min(2) }),
  z.strictObject({ ratio: z.tuple([Slot, Slot]) }),
  z.strictObject({ count: Slot }),
])

export const Question = z.strictObject({
  id: Code,
  label: Labels,
  /** The label where the answer is read rather than asked for. */
  labelRead: Labels.optional(),
  help: Labels.optional(),
  type: z.enum(questionTypes),
  required: z.boolean().optional(),
  /** The name of its choice list; for a matrix, of its columns. */
  list: z.string().optional(),
  /** For a matrix: the name of the list of its rows. */
  rows: z.string().optional(),
  /** In place of a list: the groups among whose answered ones one chooses; a group's id is the code. */
  fromGroups: z.array(Code).min(1).optional(),
  /** For a table: its columns. */
  columns: z
    .array(
      z.strictObject({
        id: Code,
        label: Labels,
        type: z.enum(['text', 'number']),
        unit: z.string().optional(),
      }),
    )
    .optional(),
  /** For a record or an organisation: the kinds it may name. */
  kinds: z.array(z.string()).optional(),
  /** For a record: the slugs of the instruments it may have been made with. */
  instruments: z.array(z.string()).optional(),
  /** For a scale: what its two ends are called. */
  ends: z.strictObject({ low: Labels, high: Labels }).optional(),
  /** A unit as UCUM writes it (`ha`, `mm/a`, `%`) or a currency code. */
  unit: z.string().optional(),
  min: z.number().optional(),
  /** `this-year` for a year that has begun. */
  max: z.union([z.number(), z.literal('this-year')]).optional(),
  decimals: z.int().min(0).max(9).optional(),
  maxLength: z.int().positive().optional(),
  maxChoices: z.int().positive().optional(),
  when: Condition.optional(),
  /** The slot-mate whose "other" this question spells out. */
  otherFor: z.array(Code).optional(),
  computed: Computation.optional(),
  /** Shown in the first lines of a record. */
  glance: z.boolean().optional(),
  /** Belongs in a brief of one or two pages. */
  brief: z.boolean().optional(),
  /** Kept, migrated and exported, but not asked for or shown. */
  hidden: z.boolean().optional(),
})
export type Question = z.infer<typeof Question>

export const Group = z.strictObject({
  id: Code,
  title: Labels.optional(),
  help: Labels.optional(),
  /** Rows: at least, at most, and how many empty ones a form begins with. */
  repeat: z
    .strictObject({ min: z.int().min(0), max: z.int().positive(), shown: z.int().positive().optional() })
    .optional(),
  /** Its rows are counted where they are read. */
  numbered: z.boolean().optional(),
  /** What the people its rows name did for the record: `resource-person`. */
  role: Code.optional(),
  /** The group stands earlier already: same id, same answers, asked for or shown once more. */
  again: z.boolean().optional(),
  when: Condition.optional(),
  questions: z.array(Question).min(1),
})
export type Group = z.infer<typeof Group>

export interface Section {
  id: string
  number?: string
  title: Labels
  help?: Labels
  when?: Condition
  groups?: Group[]
  sections?: Section[]
}
export const Section: z.ZodType<Section> = z.lazy(() =>
  z.strictObject({
    id: Code,
    number: z.string().optional(),
    title: Labels,
    help: Labels.optional(),
    when: Condition.optional(),
    groups: z.array(Group).optional(),
    sections: z.array(Section).optional(),
  }),
)

/** The kinds of record of DOMAIN.md, and `none` for a form whose answers are not a record. */
// biome-ignore format: one list is read as one line
export const recordKinds = [
  'practice', 'case', 'lesson', 'story', 'method', 'tool', 'report', 'evaluation', 'policy', 'dataset',
  'training-material', 'session-recording', 'outside-resource',
] as const
export type RecordKind = (typeof recordKinds)[number]

export const isRecordKind = (kind: string): kind is RecordKind =>
  (recordKinds as readonly string[]).includes(kind)

export const Definition = z.strictObject({
  format: z.literal('baobab-instrument/1'),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  edition: z.string().regex(/^[A-Za-z0-9.-]+$/),
  title: Labels,
  summary: Labels.optional(),
  /** The first is the language it was written in. */
  languages: z.array(Lang).min(1),
  /** Where it comes from and on what terms. */
  source: z
    .strictObject({
      title: z.string(),
      url: z.url().optional(),
      licence: z.string().optional(),
      copyright: z.string().optional(),
      note: z.string().optional(),
    })
    .optional(),
  /** The kind of record it makes. */
  makes: z.enum([...recordKinds, 'none']),
  /** Where what it records usually comes from. */
  knowledge: z.enum(['research', 'experience']).optional(),
  review: z.enum(['none', 'light', 'full']),
  /** The standard one it builds on: it may ask more and allow less, and never changes what a shared question means. */
  extends: z.strictObject({ slug: z.string(), edition: z.string() }).optional(),
  /** The slugs of the instruments it is a module of. */
  moduleOf: z.array(z.string()).optional(),
  /** The slugs of the instruments that are modules of it. */
  modules: z.array(z.string()).optional(),
  lists: z.record(z.string(), z.array(Choice)),
  sections: z.array(Section).min(1),
  /** The slots whose answers are also what every record has. */
  fills: z
    .strictObject({
      title: Slot.optional(),
      summary: Slot.optional(),
      place: Slot.optional(),
      image: Slot.optional(),
      geometry: Slot.optional(),
    })
    .optional(),
  /** Narrow a result list by these, in this order. */
  facets: z.array(Slot).optional(),
  /** The columns of a result table, unless the reader chooses. */
  columns: z.array(Slot).optional(),
  /** The answers that say where something holds. */
  context: z.array(Slot).optional(),
})
export type Definition = z.infer<typeof Definition>
