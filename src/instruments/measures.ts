import { formatNumber } from '../base/i18n/t.ts'
import type { Question } from './definition.ts'

/** UCUM units (ucum.org) that `Intl` has words for. */
const named: Record<string, string> = {
  '%': 'percent',
  a: 'year',
  mo: 'month',
  wk: 'week',
  d: 'day',
  h: 'hour',
  min: 'minute',
  s: 'second',
  ha: 'hectare',
  m: 'meter',
  km: 'kilometer',
  cm: 'centimeter',
  mm: 'millimeter',
  kg: 'kilogram',
  g: 'gram',
  L: 'liter',
  Cel: 'celsius',
  KBy: 'kilobyte',
  MBy: 'megabyte',
  GBy: 'gigabyte',
}
/** The same for what people write otherwise than UCUM does. */
const written: Record<string, string> = { km2: 'km²', m2: 'm²', m3: 'm³', t: 't', '[USD]': 'USD' }

/**
 * A number with its unit in the reader's words: `12 ha`, `521 mm per year`, `US$630.00`. What `Intl`
 * has no words for is written as it is; a note in braces (`m{a.s.l.}`) stands behind.
 */
export function measure(number: number, unit?: string, decimals?: number): string {
  const digits: Intl.NumberFormatOptions = { maximumFractionDigits: decimals ?? 6 }
  if (!unit) return formatNumber(number, digits)
  if (/^[A-Z]{3}$/.test(unit)) return money(number, unit)
  const [, plain = unit, note] = /^(.*?)\{(.*)\}$/.exec(unit) ?? []
  const name = intlName(plain)
  const shown = name
    ? formatNumber(number, {
        ...digits,
        style: 'unit',
        unit: name,
        unitDisplay: plain === '%' ? 'short' : 'long',
      })
    : `${formatNumber(number, digits)} ${written[plain] ?? plain}`
  return note ? `${shown} ${note}` : shown
}

/** `mm/a` is made of two names; `Intl` knows any of them by each other. */
function intlName(unit: string): string | undefined {
  const parts = unit.split('/').map((part) => named[part])
  return parts.length <= 2 && parts.every((part) => part !== undefined) ? parts.join('-per-') : undefined
}

/** Without cents where there are none. */
export const money = (amount: number, currency: string): string =>
  formatNumber(amount, {
    style: 'currency',
    currency,
    ...(Number.isInteger(amount) && { maximumFractionDigits: 0 }),
  })

/** The unit alone, as it stands behind a label: `ha`, `mm/a`, `%`. */
export const unitMark = (unit: string): string => {
  const [, plain = unit, note] = /^(.*?)\{(.*)\}$/.exec(unit) ?? []
  return [written[plain] ?? plain, note].filter(Boolean).join(' ')
}

/** A number between years is one: its digits are not grouped. */
export const isYear = ({ decimals, unit, min = 0, max }: Question): boolean =>
  decimals === 0 && !unit && min >= 1000 && (max === 'this-year' || (max !== undefined && max <= 2999))

/** A bound of a question's numbers, as it is written in words. */
export const boundOf = (question: Question, bound: number): string =>
  isYear(question) ? String(bound) : measure(bound)
