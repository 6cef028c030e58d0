import { type Labels, pick, type Text } from '../text.ts'
import { type MessageKey, message } from './messages.ts'
import { reader } from './reader.ts'

export type Values = Record<string, string | number | Date>

/** The words of the interface for this reader. */
export const t = (key: MessageKey, values?: Values): string =>
  String(message(reader().lang, key).format(values))

/**
 * Words with parts in them: `<b>…</b>` in the message calls `parts.b` with what it encloses. Gives
 * a list of strings and whatever the parts gave, in the order of the language.
 */
export function tRich<Part>(
  key: MessageKey,
  values: Record<string, string | number | Date | ((inside: (string | Part)[]) => Part)>,
): (string | Part)[] {
  const said = message(reader().lang, key).format<Part>(values as Record<string, string>) as
    | string
    | Part
    | (string | Part)[]
  return Array.isArray(said) ? said : [said]
}

/** A label of a definition in the reader's language, or the nearest there is. */
export const label = (labels: Labels | undefined): string => pick(labels, reader().lang)?.text ?? ''

/** A text people wrote, in the reader's language or its original. */
export const inReach = (text: Text) => pick(text.texts, reader().lang, text.original)!

const formats = new Map<
  string,
  Intl.NumberFormat | Intl.DateTimeFormat | Intl.DisplayNames | Intl.ListFormat
>()

function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.DisplayNames | Intl.ListFormat>(
  kind: string,
  make: (lang: string) => F,
): F {
  const key = `${reader().lang} ${kind}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = make(reader().lang)))
  return format as F
}

/** A share in Arabic holds marks of direction, which would turn the figures after it around: it stands isolated. */
export const formatNumber = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  isolated(
    kept(`number ${JSON.stringify(options)}`, (lang) => new Intl.NumberFormat(lang, options)).format(value),
  )

const isolated = (number: string): string =>
  /[\u200e\u200f\u061c]/.test(number) ? `\u2068${number}\u2069` : number

/** A day, a month or a year as it was given: `2024`, `2024-05`, `2024-05-31`, or a moment. */
export function formatDate(value: string | Date): string {
  const parts = typeof value === 'string' ? value.slice(0, 10).split('-').length : 3
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(parts > 1 && { month: 'long' }),
    ...(parts > 2 && { day: 'numeric' }),
    timeZone: 'UTC',
  }
  return kept(`date ${parts}`, (lang) => new Intl.DateTimeFormat(lang, options)).format(new Date(value))
}

/** `unit`: things beside each other, without an "and" where the language does without. */
export const formatList = (items: string[], type: 'conjunction' | 'unit' = 'conjunction'): string =>
  kept(`list ${type}`, (lang) => new Intl.ListFormat(lang, { type })).format(items)

/** `fr` is "French" to an English reader; one that nobody named in the reader's language has its English name, an unknown tag is itself. */
export function languageName(tag: string): string {
  const named = (lang: string) => new Intl.DisplayNames([lang], { type: 'language', fallback: 'none' })
  try {
    return kept('language', named).of(tag) ?? named('en').of(tag) ?? tag
  } catch {
    // Well-formed for us, but not for the standard: two regions, say.
    return tag
  }
}
