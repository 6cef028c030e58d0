import type { Text } from '../base/text.ts'
import { plainWords } from '../vocabularies/plain-words.ts'

/** The first paragraph of what is written in Markdown, without marks. */
export const plainOpening = (words: string): string => plainWords(words.trim().split(/\n\s*\n/)[0] ?? '')

/** The same in each language: what a collection says of itself in a list. */
export const opening = ({ original, texts }: Text): Text => ({
  original,
  texts: Object.fromEntries(Object.entries(texts).map(([lang, words]) => [lang, plainOpening(words)])),
})
