import { z } from 'zod'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { isLang } from '../../base/text.ts'
import { oneLine } from '../../people/called.ts'
import { numberIn, plainDigits } from '../writing/number-notation.ts'
import { adoptionForms, type Figure, figureRows, outcomes, reachesOfAdoption } from './use.ts'

/** How long words may be, in characters. */
const most = { words: 4_000, line: 200, unit: 60 } as const

const words = () =>
  z
    .string()
    .trim()
    .max(most.words, { error: () => t('evidence.tooLong', { most: most.words }) })
    .default('')
const line = (longest: number = most.line) =>
  z
    .string()
    .transform(oneLine)
    .pipe(z.string().max(longest, { error: () => t('evidence.tooLong', { most: longest }) }))
    .default('')
const lang = () =>
  z
    .string()
    .optional()
    .transform((tag) => (tag && isLang(tag) ? tag : reader().lang))

const isNoneOrNumber = (typed: string): boolean => typed === '' || numberIn(typed) !== undefined

/** Whether a year or a month is still to come, wherever whoever says it stands. */
export function isToCome(when: string): boolean {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  return when > tomorrow.slice(0, when.length)
}

/** A year, or a month of it, in whatever digits. */
const when = () =>
  z
    .string()
    .default('')
    .transform((typed) => plainDigits(typed).replace('/', '-'))
    .refine((typed) => typed === '' || /^[12]\d{3}(-(0[1-9]|1[0-2]))?$/.test(typed), {
      error: () => t('evidence.noMonth'),
    })

const columns = ['what', 'value', 'unit'] as const

/** `what-1`, `value-1`, `unit-1` and so on. */
const figureFields = Object.fromEntries(
  figureRows.flatMap((row) => [
    [`what-${row}`, line()],
    [`value-${row}`, line().refine(isNoneOrNumber, { error: () => t('evidence.figureNumber') })],
    [`unit-${row}`, line(most.unit)],
  ]),
)

/** What is said of a use, but for its figures and whether by name. */
export const useFields = {
  outcome: z.enum(outcomes, { error: () => t('evidence.chooseOutcome') }),
  note: z
    .string({ error: () => t('evidence.sayWhat') })
    .trim()
    .min(1, { error: () => t('evidence.sayWhat') })
    .max(most.words, { error: () => t('evidence.tooLong', { most: most.words }) }),
  organisation: line(),
  place: line(),
  happened: when(),
  conditions: words(),
  adaptation: words(),
  lang: lang(),
}

/** The form of a use as it is posted. */
export const UseGiven = z
  .object({
    ...useFields,
    named: z
      .string()
      .default('yes')
      .transform((said) => said !== 'no'),
    ...figureFields,
  })
  .transform((given, context) => {
    const fields = given as unknown as Record<string, string>
    const figures: Figure[] = []
    for (const row of figureRows) {
      const [what = '', typed = '', unit = ''] = columns.map((name) => fields[`${name}-${row}`])
      if (!what && !typed && !unit) continue
      const value = numberIn(typed)
      if (!what)
        context.addIssue({ code: 'custom', path: [`what-${row}`], message: t('evidence.figureOfWhat') })
      if (value === undefined)
        context.addIssue({ code: 'custom', path: [`value-${row}`], message: t('evidence.figureNumber') })
      else figures.push({ what, value, unit })
    }
    const { outcome, note, organisation, place, happened, conditions, adaptation, named, lang } = given
    return { outcome, note, organisation, place, happened, conditions, adaptation, named, lang, figures }
  })

/** The form of an adoption as it is posted. */
export const AdoptionGiven = z.object({
  institution: line().refine((name) => name !== '', { error: () => t('evidence.whichInstitution') }),
  form: z.enum(adoptionForms, { error: () => t('evidence.chooseForm') }),
  level: z.enum(reachesOfAdoption, { error: () => t('evidence.chooseLevel') }),
  place: line(),
  year: z
    .string()
    .default('')
    .transform(plainDigits)
    .refine((year) => year === '' || (/^\d{4}$/.test(year) && Number(year) >= 1900 && Number(year) <= 2200), {
      error: () => t('evidence.noYear'),
    }),
  link: z
    .string()
    .trim()
    .max(2_000)
    .default('')
    .refine((link) => link === '' || (/^https?:\/\//.test(link) && URL.canParse(link)), {
      error: () => t('evidence.noLink'),
    }),
  note: words(),
  lang: lang(),
})
