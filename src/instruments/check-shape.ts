import type { z } from 'zod'
import { formatList, t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { placeInJson, valueAt } from './place-of.ts'

type Issue = z.core.$ZodIssue

/** What zod found, in plain words and with places by id. */
export function shapeFaults(json: unknown, error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => inWords(json, issue, issue.path))
}

function inWords(json: unknown, issue: Issue, path: PropertyKey[]): Fault[] {
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.filter((option) => option.every((one) => !isForeign(one)))
    if (meant.length === 1) return meant[0]!.flatMap((one) => inWords(json, one, [...path, ...one.path]))
  }
  const place = placeInJson(json, path) || t('instruments.wholeFile')
  return [{ place, message: messageOf(issue, path, valueAt(json, path)) }]
}

/** The union's option is another one than was meant: it has not these keys, or not this type. */
const isForeign = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'unrecognized_keys' || issue.code === 'invalid_type')

function messageOf(issue: Issue, path: PropertyKey[], value: unknown): string {
  if (value === undefined) return t('instruments.faultMissing')
  switch (issue.code) {
    case 'invalid_type':
      return t('instruments.faultType', { expected: issue.expected, value: shorten(value) })
    case 'unrecognized_keys':
      if (path.includes('when')) return t('instruments.faultCondition')
      return t('instruments.faultUnknownKeys', { keys: formatList(issue.keys), count: issue.keys.length })
    case 'invalid_value':
      return t('instruments.faultValue', {
        value: shorten(value),
        values: formatList(issue.values.map(String)),
      })
    case 'too_small':
      return t('instruments.faultTooSmall', { least: Number(issue.minimum), origin: issue.origin })
    case 'too_big':
      return t('instruments.faultTooBig', { most: Number(issue.maximum) })
    case 'invalid_union':
      return unionMessage(path)
    case 'invalid_key':
      return t('instruments.faultLanguageTag', { value: String(path.at(-1)) })
    case 'invalid_format':
      return formatMessage(path, shorten(value))
    default:
      return issue.message
  }
}

function unionMessage(path: PropertyKey[]): string {
  if (path.some((key) => key === 'when' || key === 'showIf')) return t('instruments.faultCondition')
  if (path.at(-1) === 'computed') return t('instruments.faultComputation')
  if (path.at(-1) === 'op') return t('instruments.faultOperation')
  return t('instruments.faultUnion')
}

function formatMessage(path: PropertyKey[], value: string): string {
  const names = path.filter((key) => typeof key === 'string')
  const name = names.at(-1)
  if (name === 'slug' || name === 'instrument') return t('instruments.faultSlug', { value })
  if (name === 'edition' || name === 'from') return t('instruments.faultEdition', { value })
  if (name === 'url') return t('instruments.faultAddress', { value })
  if (name === 'languages') return t('instruments.faultLanguageTag', { value })
  if (name === 'slot' || name === 'to' || names.some((key) => slotHolders.has(key)))
    return t('instruments.faultSlotForm', { value })
  return t('instruments.faultCode', { value })
}

const slotHolders = new Set<PropertyKey>(['fills', 'facets', 'columns', 'context', 'computed'])

function shorten(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value)
  return written.length > 60 ? `${written.slice(0, 60)}…` : written
}
