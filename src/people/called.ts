import { z } from 'zod'
import { t } from '../base/i18n/t.ts'

/** Mail programs make a link of it. */
const address = /:\/\/|\bwww\./i

/** On one line. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()

/** Whether a name would lead somebody elsewhere. */
export const isAddress = (words: string): boolean => address.test(words)

/**
 * What somebody or an organisation is called, as it is typed. Mails to people who never asked for them begin
 * with it: so it is one line, and leads nowhere.
 */
export const called = ({ least = 1, most }: { least?: number; most: number }) =>
  z
    .string()
    .transform(oneLine)
    .pipe(
      z
        .string()
        .min(least, { error: () => t('people.nameMissing') })
        .max(most, { error: () => t('people.nameLong', { most }) })
        .refine((words) => !isAddress(words), { error: () => t('people.nameAddress') }),
    )
