import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { Ref } from '../base/ids.ts'
import { handle } from '../people/handles.ts'
import { hows } from '../people/quiet.ts'
import { measures, most, outcomes, reasons } from './matter.ts'

const words = z
  .string()
  .transform((all) => all.toWellFormed().replaceAll('\0', '').trim())
  .pipe(z.string().max(most.words, { error: () => t('moderation.tooLong', { most: most.words }) }))
  .default('')

export const Report = z.object({
  thing: Ref,
  reason: z.enum(reasons, { error: () => t('moderation.chooseReason') }),
  words,
  email: z.union([z.literal(''), z.email({ error: () => t('moderation.mailMissing') }).max(200)]).optional(),
})
const days = z
  .union([z.literal('').transform(() => 0), z.coerce.number().int().min(0).max(100_000)], {
    error: () => t('moderation.daysWrong', { most: most.days }),
  })
  .default(0)
export const Decision = z.object({
  outcome: z.enum(outcomes, { error: () => t('moderation.chooseOutcome') }),
  measure: z.enum(measures).default('none'),
  days,
  reason: words,
})
export const Taken = z.object({
  of: z.string().max(120),
  measure: z.enum(measures, { error: () => t('moderation.chooseOutcome') }).exclude(['none'], {
    error: () => t('moderation.chooseOutcome'),
  }),
  days,
  reason: words,
})
export const Reason = z.object({ reason: words })
export const FirstPosts = z.object({ first: z.coerce.number().int().min(0).max(5) })
export const Block = z.object({
  kind: z.enum(['words', 'site']),
  given: z.string().trim().max(200),
  act: z.enum(['hold', 'refuse']),
})
export const Quiet = z.object({
  handle: handle.optional(),
  post: z.string().max(20).optional(),
  how: z.enum(hows),
})
export const Handle = z.object({ handle: z.string().max(120) })
export const Unseal = z.object({ post: Ref, reason: words })
export const Voice = z.object({ yes: z.enum(['yes', 'no']).transform((said) => said === 'yes') })
