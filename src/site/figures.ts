import { formatNumber } from '../base/i18n/t.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size as people say it: 3.4 MB, in the reader's language. */
export function bytesInWords(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  return formatNumber(bytes / 1_000 ** step, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  })
}

const lengths = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** How long something lasted, by its largest unit: 3 minutes. */
export function lastedInWords(seconds: number): string {
  const [unit, length] = lengths.find(([, one]) => seconds >= one) ?? lengths[3]
  return formatNumber(seconds / length, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  })
}
