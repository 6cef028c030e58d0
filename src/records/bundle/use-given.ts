import { z } from 'zod'
import { t } from '../../base/i18n/t.ts'
import { Ref } from '../../base/ids.ts'
import { Text } from '../../base/text.ts'
import { Known, Named, PastMoment } from '../../base/things/bundling.ts'
import { isToCome } from '../evidence/given.ts'
import { figureRows, outcomes } from '../evidence/use.ts'
import { TravellingFile } from '../travelling-files.ts'

/** What it may be at most, in characters: more than anybody may say, for a mark may be longer than a name. */
export const Words = Text.refine(
  ({ texts }) => Object.values(texts).every((words) => words !== '' && words.length <= 10_000),
  { error: () => t('evidence.tooLong', { most: 10_000 }) },
)

/** What somebody said of having used a record, as it travels. */
export const GivenUse = z.strictObject({
  format: z.literal('baobab-use/1'),
  ref: Ref,
  origin: z.string().max(64),
  record: Ref,
  outcome: z.enum(outcomes),
  note: Words,
  conditions: Words.optional(),
  adaptation: Words.optional(),
  figures: z
    .array(z.strictObject({ what: z.string().min(1).max(500), value: z.number(), unit: z.string().max(500) }))
    .max(figureRows.length),
  /** Its code. */
  place: z.string().max(64).optional(),
  happened: z
    .string()
    .regex(/^[12]\d{3}(-(0[1-9]|1[0-2]))?$/)
    .refine((when) => !isToCome(when), { error: () => t('bundle.notYet') })
    .optional(),
  said: PastMoment,
  changed: PastMoment.optional(),
  by: Named.optional(),
  organisation: Known.optional(),
  /** Where it was said it counts: not for what those say who make or keep the record. */
  counts: z.boolean(),
  files: z.array(TravellingFile).max(500).default([]),
})
export type GivenUse = z.infer<typeof GivenUse>

/** Of what came along: what of it is not here, and whether it counts where it was said. */
export type UseElsewhere = Pick<GivenUse, 'by' | 'organisation' | 'place'> & Partial<Pick<GivenUse, 'counts'>>
