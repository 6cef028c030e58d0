import { z } from 'zod'
import { Lang } from '../base/text.ts'

/** A practice as the standard SLM database answers it, with the terms it is given on. */
export const SlmPractice = z.object({
  questionnaire: z.string(),
  edition: z.string(),
  language: Lang,
  licence: z.string().optional(),
  /** Where it comes from: repository, path, commit. */
  source: z.record(z.string(), z.string()).optional(),
  /** The land users in it were asked and agreed to be named. */
  landUsersAgreed: z.boolean().default(false),
  data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})
export type SlmPractice = z.infer<typeof SlmPractice>

export const looksLikeSlmPractice = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'questionnaire' in json && 'data' in json
