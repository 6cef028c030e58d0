import { z } from 'zod'

/** A BCP 47 language tag as Baobab keeps it: `en`, `pt`, `zh-Hant`. */
export const Lang = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'not a language tag such as "en" or "pt-BR"')
export type Lang = z.infer<typeof Lang>

/** The same words in several languages, none of them the original: labels of a definition. */
export const Labels = z.record(Lang, z.string())
export type Labels = Record<Lang, string>

/** What people write: the language it was written in, and its texts by language. */
export const Text = z
  .object({ original: Lang, texts: z.record(Lang, z.string()) })
  .refine((text) => Object.hasOwn(text.texts, text.original), 'the original language has no text')
export type Text = { original: Lang; texts: Record<Lang, string> }

export interface Shown {
  lang: Lang
  text: string
}

/** Read where they are not spoken, in this order. */
const shared = ['en', 'fr', 'es', 'pt']

/**
 * The best text for a reader: the wanted language, its plain form (`pt` for `pt-BR`), then the
 * `fallback` (the original), then the languages that most readers here share, then whatever there is.
 */
export function pick(texts: Labels | undefined, wanted: Lang, fallback: Lang = 'en'): Shown | undefined {
  if (!texts) return undefined
  for (const lang of [wanted, wanted.split('-')[0]!, fallback, ...shared, ...Object.keys(texts)]) {
    const text = Object.hasOwn(texts, lang) ? texts[lang] : undefined
    if (text) return { lang, text }
  }
  return undefined
}

export const isLang = (value: string): boolean => Lang.safeParse(value).success

/** A text with these words in this language; without words it loses the language, without any it is none. */
export function withWords(text: Text | null, lang: string, words: string): Text | null {
  const texts = { ...text?.texts }
  if (words) texts[lang] = words
  else delete texts[lang]
  const [first] = Object.keys(texts)
  if (first === undefined) return null
  return { original: text && Object.hasOwn(texts, text.original) ? text.original : first, texts }
}

/** For `like`: what has these words anywhere in it; no sign in them stands for others. */
export const anywhere = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
