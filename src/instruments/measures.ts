import { direction, reader } from '../base/i18n/reader.ts'
import { formatNumber, t } from '../base/i18n/t.ts'
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
/** What people write otherwise than UCUM does. */
const written: Record<string, string> = { km2: 'km²', m2: 'm²', m3: 'm³', t: 't', '[USD]': 'USD' }
/** Units that `Intl` has no words for and we do. */
const ours: Record<string, (number: string, count: number) => string> = {
  km2: (number, count) => t('instruments.squareKilometres', { number, count }),
  m2: (number, count) => t('instruments.squareMetres', { number, count }),
  m3: (number, count) => t('instruments.cubicMetres', { number, count }),
  t: (number, count) => t('instruments.tonnes', { number, count }),
}

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
    : (ours[plain]?.(formatNumber(number, digits), number) ??
      `${formatNumber(number, digits)} ${written[plain] ?? plain}`)
  return note ? `${shown} ${note}` : shown
}

/** `mm/a` is made of two names; `Intl` knows any of them by each other. */
function intlName(unit: string): string | undefined {
  const parts = unit.split('/').map((part) => named[part])
  return parts.length <= 2 && parts.every((part) => part !== undefined) ? parts.join('-per-') : undefined
}

/**
 * Without cents where there are none. In a script from right to left in words: a sign of Latin letters
 * beside figures is set in another order than it was written.
 */
export const money = (amount: number, currency: string): string =>
  formatNumber(amount, {
    style: 'currency',
    currency,
    currencyDisplay: direction(reader().lang) === 'rtl' ? 'name' : 'symbol',
    ...(Number.isInteger(amount) && { maximumFractionDigits: 0 }),
  })

/** The unit alone and short, as it stands behind a label: `ha`, `mm/yr`, `%`. */
export const unitMark = (unit: string): string => {
  const [, plain = unit, note] = /^(.*?)\{(.*)\}$/.exec(unit) ?? []
  return [shortUnit(plain), note].filter(Boolean).join(' ')
}

/** `Intl` gives no unit without a number; the plainest one is taken off again. */
function shortUnit(plain: string): string {
  const name = intlName(plain)
  if (!name) return ours[plain] ? withoutNumber(ours[plain](many, Number(many))) : (written[plain] ?? plain)
  return withoutNumber(formatNumber(Number(many), { style: 'unit', unit: name, unitDisplay: 'short' }))
}
const many = '100'
const withoutNumber = (words: string): string => words.replace(many, '').trim()

/** A number between years is one: its digits are not grouped. */
export const isYear = ({ decimals, unit, min = 0, max }: Question): boolean =>
  decimals === 0 && !unit && min >= 1000 && (max === 'this-year' || (max !== undefined && max <= 2999))

/** A bound of a question's numbers, as it is written in words. */
export const boundOf = (question: Question, bound: number): string =>
  isYear(question) ? String(bound) : measure(bound)
