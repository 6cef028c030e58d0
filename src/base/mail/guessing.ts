import type { Lang } from '../text.ts'

/** Small words that are nearly never words of the others. */
const small: Record<string, string[]> = {
  en: ['the', 'and', 'you', 'with', 'for', 'this', 'that', 'have', 'are', 'is'],
  fr: ['les', 'des', 'vous', 'une', 'est', 'dans', 'pour', 'avec', 'sur', 'nous'],
  es: ['los', 'las', 'una', 'para', 'con', 'por', 'del', 'usted', 'pero', 'muy'],
  pt: ['uma', 'não', 'para', 'com', 'dos', 'das', 'você', 'mas', 'são', 'muito'],
  de: ['und', 'der', 'die', 'das', 'ist', 'nicht', 'mit', 'für', 'ein', 'auf'],
  ru: ['и', 'не', 'что', 'это', 'для', 'как', 'мы', 'на', 'по', 'от'],
  ar: ['في', 'من', 'على', 'إلى', 'هذا', 'أن', 'عن', 'مع', 'هذه', 'التي'],
}

/** In which language words probably are; nothing where too few of them say so. */
export function guessedLanguage(words: string): Lang | undefined {
  const all = words.toLowerCase().match(/\p{L}+/gu) ?? []
  const seen = new Map<string, number>()
  for (const word of all) seen.set(word, (seen.get(word) ?? 0) + 1)
  const [first] = Object.entries(small)
    .map(([lang, some]) => ({ lang, count: some.reduce((sum, word) => sum + (seen.get(word) ?? 0), 0) }))
    .toSorted((a, b) => b.count - a.count)
  return first && first.count > Math.max(3, all.length / 100) ? (first.lang as Lang) : undefined
}
