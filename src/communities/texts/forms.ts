import { z } from 'zod'
import { t } from '../../base/i18n/t.ts'
import { Lang } from '../../base/text.ts'
import { most } from './text.ts'

/** A field of at most so many characters. */
export const long = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, { error: () => t('practice.tooLong', { most: limit }) })

/** An answer, whose title is its question. */
export const Answer = z.object({
  // Line breaks come as browsers send them.
  body: long(most.body)
    .min(1, { error: () => t('practice.empty') })
    .transform((words) => words.replaceAll('\r\n', '\n')),
  lang: Lang,
  note: long(most.note).default(''),
  version: z.coerce.number().int().min(0),
})
export const PageText = Answer.extend({
  title: long(most.title).min(1, { error: () => t('practice.titleMissing') }),
})
