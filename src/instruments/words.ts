import { reader } from '../base/i18n/reader.ts'
import { formatDate, formatList, formatNumber, t } from '../base/i18n/t.ts'
import type { Lang, Shown } from '../base/text.ts'
import { measure, money } from './measures.ts'
import type { Value } from './values.ts'

/** An answer in one line of plain words, for a table, a comparison or a heading. */
export function inWords(value: Value): string {
  switch (value.kind) {
    case 'words':
      return value.words.text
    case 'link':
      return value.address
    case 'yesno':
      return value.yes ? t('instruments.yes') : t('instruments.no')
    case 'number':
      return value.year ? String(value.number) : measure(value.number, value.unit, value.decimals)
    case 'money':
      return money(value.amount, value.currency)
    case 'date':
      return formatDate(value.day)
    case 'choices': {
      const chosen = value.chosen.map(({ text }, i) =>
        value.ranked ? `${formatNumber(i + 1)}. ${text}` : text,
      )
      return formatList([...chosen, ...value.other.map(({ text }) => text)], 'unit')
    }
    case 'scale':
      return formatList(
        [value.chosen, ...value.other].map(({ text }) => text),
        'unit',
      )
    case 'matrix':
      return apart(
        value.rows.map(({ label, column }) =>
          t('instruments.labelled', { label: label.text, words: value.columns[column]?.text ?? '' }),
        ),
      )
    case 'place':
      return placeName(value.code)
    case 'geometry':
      return apart(value.points.map(coordinates))
    case 'person':
      return beside([value.name, value.organisation ?? ''])
    case 'organisation':
      return value.name
    case 'record':
      return value.title ?? value.address ?? t('instruments.otherRecord')
    case 'file':
    case 'image':
      return value.caption?.text ?? value.name ?? fileName(value.file)
    case 'table':
      return apart(
        value.rows.map((row) =>
          beside(row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : (cell?.text ?? '')))),
        ),
      )
  }
}

/** Answers after each other, by the language's own semicolon. */
export const apart = (parts: string[]): string =>
  parts
    .filter((part) => part !== '')
    .reduce((before, after) => (before && t('instruments.apart', { before, after })) || after, '')

/** Parts of one answer, by the language's own comma. */
const beside = (parts: string[]): string =>
  parts
    .filter((part) => part !== '')
    .reduce((before, after) => (before && t('instruments.beside', { before, after })) || after, '')

/** The language that an answer is in, if it is words and all of one language. */
export function languageOf(value: Value): Lang | undefined {
  const langs = new Set(wordsIn(value).map(({ lang }) => lang))
  return langs.size === 1 ? [...langs][0] : undefined
}

/** What of an answer is words in a language. */
function wordsIn(value: Value): Shown[] {
  switch (value.kind) {
    case 'words':
      return [value.words]
    case 'choices':
      return [...value.chosen, ...value.other]
    case 'scale':
      return [value.chosen, ...value.other]
    case 'matrix':
      return value.rows.flatMap(({ label, column }) => [label, value.columns[column] ?? label])
    case 'file':
    case 'image':
      return value.caption ? [value.caption] : []
    case 'table':
      return value.rows.flat().filter((cell) => typeof cell === 'object')
    default:
      return []
  }
}

/** Countries and regions are known by their codes everywhere; an area below is known by name elsewhere. */
export function placeName(code: string): string {
  if (!/^([A-Z]{2}|\d{3})$/.test(code)) return code
  return new Intl.DisplayNames([reader().lang], { type: 'region' }).of(code) ?? code
}

/** Latitude first, as people say it, in degrees. */
export const coordinates = ({ lon, lat }: { lon: number; lat: number }): string =>
  t('instruments.coordinates', {
    lat: formatNumber(Math.abs(lat), { maximumFractionDigits: 4 }),
    north: lat < 0 ? 'no' : 'yes',
    lon: formatNumber(Math.abs(lon), { maximumFractionDigits: 4 }),
    east: lon < 0 ? 'no' : 'yes',
  })

/** The last part of a path. */
export const fileName = (file: string): string => file.split('/').at(-1) || file
