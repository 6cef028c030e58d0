import { plainWords } from '../../vocabularies/plain-words.ts'

/** The first paragraph of what is written in Markdown, without marks, as far as a list shows it. */
export const opening = (body: string): string => {
  const paragraph = body.split(/\n\s*\n/).find((one) => one.trim() && !one.trim().startsWith('#')) ?? ''
  const words = plainWords(paragraph).replace(/\s+/g, ' ')
  return words.length > longest ? `${words.slice(0, longest).replace(/\s\S*$/, '')} …` : words
}

const longest = 280
