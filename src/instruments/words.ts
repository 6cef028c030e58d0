import { reader } from '../base/i18n/reader.ts'
import { formatDate, formatNumber, t } from '../base/i18n/t.ts'
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
      return [...chosen, ...value.other.map(({ text }) => text)].join(', ')
    }
    case 'scale':
      return [value.chosen, ...value.other].map(({ text }) => text).join(', ')
    case 'matrix':
      return value.rows
        .map(({ label, column }) => `${label.text}: ${value.columns[column]?.text ?? ''}`)
        .join('; ')
    case 'place':
      return placeName(value.code)
    case 'geometry':
      return value.points.map(coordinates).join('; ')
    case 'person':
      return [value.name, value.organisation].filter(Boolean).join(', ')
    case 'organisation':
      return value.name
    case 'record':
      return value.title ?? value.address ?? ''
    case 'file':
    case 'image':
      return value.caption?.text ?? value.name ?? fileName(value.file)
    case 'table':
      return value.rows
        .map((row) => row.map((cell) => (typeof cell === 'object' ? cell.text : (cell ?? ''))).join(', '))
        .join('; ')
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
