import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { shapeFaults } from '../instruments/check-shape.ts'
import { placeInJson, valueAt } from '../instruments/place-of.ts'

/** What is wrong with the shape of what was given, in plain words and by place: `versions: is missing`. */
export const faultsOfShape = (json: unknown, { issues }: z.ZodError): Fault[] =>
  issues.flatMap((issue) =>
    issue.code === 'custom'
      ? { place: placeInJson(json, issue.path), message: issue.message }
      : issue.code === 'invalid_format' && valueAt(json, issue.path) !== undefined
        ? { place: placeInJson(json, issue.path), message: formatMessage(issue, valueAt(json, issue.path)) }
        : shapeFaults(json, new z.ZodError([issue])),
  )

function formatMessage({ format, path }: z.core.$ZodIssueInvalidStringFormat, given: unknown): string {
  const value = JSON.stringify(given)
  if (format === 'date') return t('records.faultDay', { value })
  if (format === 'url') return t('instruments.faultAddress', { value })
  if (path.at(-1) === 'ref' || path.at(-1) === 'to') return t('records.faultRef', { value })
  return t('instruments.faultLanguageTag', { value: String(given) })
}
