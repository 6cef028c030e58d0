import { plainWords } from '../vocabularies/plain-words.ts'

/** So much of a post stands in a list, in characters. */
const longest = 240

/** The first words of a post without marks and without what it quotes, cut where a word ends. */
export function opening(body: string): string {
  const own = body
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .map((line) => line.replace(/^\s*(#{1,6}|[-*+]|\d+[.)])\s+/, ''))
    .join(' ')
    .slice(0, 4 * longest)
  const words = plainWords(own.replace(/\s+/g, ' ').trim())
  if (words.length <= longest) return words
  const cut = words.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).trimEnd()} …`
}
