import { isLang } from '../../base/text.ts'

/** A DOI without the address around it, in small letters (DOI Handbook, 2.4: case does not matter). */
export function doiOf(words: string | undefined): string | undefined {
  const found = /\b(10\.\d{4,9}\/[^\s"<>]+)/.exec(words ?? '')?.[1]
  return found?.replace(/[.,;]+$/, '').toLowerCase()
}

export function webAddressOf(words: string | undefined): string | undefined {
  const address = words?.trim() ?? ''
  return /^https?:\/\/\S+$/i.test(address) && URL.canParse(address) ? address : undefined
}

/** The digits of an ISBN whose last one is right (ISO 2108), else nothing. */
export function isbnOf(words: string): string | undefined {
  const digits = words.replace(/[\s-]/g, '').toUpperCase()
  const value = (sign: string) => (sign === 'X' ? 10 : Number(sign))
  if (/^\d{13}$/.test(digits)) {
    const sum = [...digits].reduce((all, sign, i) => all + value(sign) * (i % 2 ? 3 : 1), 0)
    return sum % 10 === 0 ? digits : undefined
  }
  if (!/^\d{9}[\dX]$/.test(digits)) return undefined
  const sum = [...digits].reduce((all, sign, i) => all + value(sign) * (10 - i), 0)
  return sum % 11 === 0 ? digits : undefined
}

/** An ISSN whose last sign is right (ISO 3297), as `1234-567X`. */
export function issnOf(words: string): string | undefined {
  const digits = words.replace(/[\s-]/g, '').toUpperCase()
  if (!/^\d{7}[\dX]$/.test(digits)) return undefined
  const sum = [...digits].reduce((all, sign, i) => all + (sign === 'X' ? 10 : Number(sign)) * (8 - i), 0)
  return sum % 11 === 0 ? `${digits.slice(0, 4)}-${digits.slice(4)}` : undefined
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const byName = new Map<string, string>()

/** The tag of a language that is said as a tag (`fr`, `fr-FR`, `fre`) or by its English, French or own name. */
export function languageTagOf(words: string): string | undefined {
  const said = words.trim().replaceAll('_', '-')
  if (said === '') return undefined
  try {
    const [tag] = Intl.getCanonicalLocales(said)
    if (tag && isLang(tag) && names.of(tag)) return tag
  } catch {
    // Not a tag: a name, perhaps.
  }
  if (byName.size === 0) nameLanguages()
  return byName.get(said.toLowerCase())
}

/** The languages of the world's larger interfaces, by their names. */
function nameLanguages(): void {
  for (const tag of 'en fr ar es pt ru zh de it nl sw ha am tr hi bn ur fa id ms vi ja ko'.split(' '))
    for (const lang of ['en', 'fr', tag])
      byName.set(new Intl.DisplayNames([lang], { type: 'language' }).of(tag)!.toLowerCase(), tag)
}
