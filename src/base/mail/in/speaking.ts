import { guessedLanguage } from '../guessing.ts'

/** Whether these words are in the script that this language is written in. */
function fits(words: string, lang: string): boolean {
  const { script } = new Intl.Locale(lang).maximize()
  const names: Record<string, string> = {
    ...{ Latn: 'Latin', Arab: 'Arabic', Cyrl: 'Cyrillic', Grek: 'Greek', Hebr: 'Hebrew', Deva: 'Devanagari' },
    ...{
      Beng: 'Bengali',
      Ethi: 'Ethiopic',
      Thai: 'Thai',
      Hans: 'Han',
      Hant: 'Han',
      Khmr: 'Khmer',
      Laoo: 'Lao',
    },
    ...{ Mymr: 'Myanmar', Taml: 'Tamil', Geor: 'Georgian', Armn: 'Armenian' },
  }
  const name = script && names[script]
  if (!name) return true
  const some = words.slice(0, 5_000)
  const letters = some.match(/\p{L}/gu)?.length ?? 0
  const own = some.match(new RegExp(`\\p{Script=${name}}`, 'gu'))?.length ?? 0
  return letters === 0 || own * 2 >= letters
}

/**
 * The language that the small words say; where they say none, the first of these whose letters are those of the words,
 * and where there is none, what is written in them most.
 */
export function languageOf(words: string, langs: (string | undefined)[]): string {
  const guessed = guessedLanguage(words)
  if (guessed) return guessed
  const all = langs.filter((lang) => lang !== undefined)
  const fitting = [...all, 'en', 'ar', 'ru', 'zh', 'hi', 'am', 'el'].find((lang) => fits(words, lang))
  return fitting ?? all[0] ?? 'en'
}
