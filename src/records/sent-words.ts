import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { isLang, type Lang } from '../base/text.ts'
import { unstorable } from './storable.ts'

/** Words that a program sends, of at most so many characters, that can be kept. */
export const sentWords = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: () => t('records.faultLong', { most }) })
    .superRefine((words, context) => {
      for (const { message } of unstorable(words)) context.addIssue({ code: 'custom', message })
    })

/** The tag of a language. */
export const sentLang = () =>
  z.string().refine((tag): tag is Lang => isLang(tag), { error: () => t('people.noLanguage') })
