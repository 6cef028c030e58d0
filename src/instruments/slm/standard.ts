import { z } from 'zod'
import { Labels, Lang } from '../../base/text.ts'

/**
 * The shared files of the SLM questionnaires: facts of the standing questionnaires (QCAT), each file
 * one questionnaire in one edition. Everything is strict: a key that is not known here is a fault, so
 * that nothing is left behind in silence.
 */
const ShowIf = z.strictObject({
  any: z
    .array(
      z.strictObject({
        group: z.string(),
        question: z.string(),
        op: z.enum(['eq', 'ne', 'answered']),
        value: z.union([z.string(), z.boolean(), z.number()]).optional(),
      }),
    )
    .min(1),
})
export type ShowIf = z.infer<typeof ShowIf>

const Field = z.union([
  z.strictObject({ 'data-auto-multiplication': z.string() }),
  z.strictObject({ 'data-auto-sum': z.string() }),
  z.strictObject({ keyword: z.string() }),
])

export const SlmQuestion = z.strictObject({
  id: z.string(),
  label: Labels,
  labelView: Labels.optional(),
  help: Labels.optional(),
  type: z.enum([
    ...['text', 'longtext', 'boolean', 'number', 'integer', 'date', 'choice', 'multichoice', 'scale'],
    ...['geometry', 'user', 'entity', 'record', 'file', 'image', 'maplayer'],
  ] as const),
  qcatType: z.string(),
  required: z.boolean(),
  hidden: z.boolean().optional(),
  inList: z.boolean().optional(),
  inSummary: z.boolean().optional(),
  isTitle: z.boolean().optional(),
  isGeometry: z.boolean().optional(),
  hasOther: z.boolean().optional(),
  otherFor: z.array(z.string()).optional(),
  readonly: z.boolean().optional(),
  choices: z.string().optional(),
  choicesFromGroups: z.array(z.string()).optional(),
  maxChoices: z.int().optional(),
  maxLength: z.int().optional(),
  min: z.number().optional(),
  max: z.union([z.number(), z.literal('now')]).optional(),
  decimals: z.int().optional(),
  unit: z.string().optional(),
  facet: z.int().optional(),
  scaleLow: Labels.optional(),
  scaleHigh: Labels.optional(),
  entity: z.enum(['Project', 'Institution']).optional(),
  fieldOptions: Field.optional(),
  computed: z
    .strictObject({ kind: z.literal('localCurrencyToUsd'), args: z.array(z.string()).length(4) })
    .optional(),
  showIf: ShowIf.optional(),
})
export type SlmQuestion = z.infer<typeof SlmQuestion>

export const SlmGroup = z.strictObject({
  id: z.string(),
  title: Labels.optional(),
  help: Labels.optional(),
  repeat: z.union([z.literal(false), z.strictObject({ min: z.int(), max: z.int() })]),
  numbered: z.literal('display').optional(),
  userRole: z.literal('resourceperson').optional(),
  linksTo: z.string().optional(),
  showIf: ShowIf.optional(),
  questions: z.array(SlmQuestion).min(1),
})
export type SlmGroup = z.infer<typeof SlmGroup>

export interface SlmSection {
  id: string
  number?: string
  title: Labels
  help?: Labels
  groups?: SlmGroup[]
  sections?: SlmSection[]
}
const SlmSection: z.ZodType<SlmSection> = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    number: z.string().optional(),
    title: Labels,
    help: Labels.optional(),
    groups: z.array(SlmGroup).optional(),
    sections: z.array(SlmSection).optional(),
  }),
)

export const SlmStandard = z.strictObject({
  id: z.string(),
  edition: z.string(),
  title: Labels,
  source: z.strictObject({
    repository: z.url(),
    commit: z.string(),
    licence: z.string(),
    copyright: z.string(),
    files: z.array(z.string()),
    note: z.string(),
  }),
  languages: z.array(Lang).min(1),
  modules: z.array(z.string()),
  sections: z.array(SlmSection).min(1),
  choiceLists: z.record(
    z.string(),
    z.array(
      z.strictObject({
        code: z.string(),
        label: Labels,
        help: Labels.optional(),
        value: z.number().optional(),
      }),
    ),
  ),
  facets: z.array(z.strictObject({ order: z.int(), group: z.string(), question: z.string() })),
})
export type SlmStandard = z.infer<typeof SlmStandard>

/** Whether some JSON says of itself that it is such a file. */
export const looksLikeSlmStandard = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'choiceLists' in json && !('format' in json)
