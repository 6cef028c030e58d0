import { firstWords } from '../base/first-words.ts'
import { plainWords } from './plain-words.ts'

/** So much of it stands in a list, in characters. */
const longest = 240

/** The first words of what somebody wrote in Markdown, without marks and without what it quotes. */
export function opening(body: string): string {
  const own = body.split('\n').filter((line) => !/^\s*>/.test(line))
  const said = own.filter((line) => !/^\s*#/.test(line))
  const shown = (said.some((line) => line.trim()) ? said : own)
    .map((line) => line.replace(/^\s*(#{1,6}|[-*+]|\d+[.)])\s+/, ''))
    .join(' ')
    .slice(0, 4 * longest)
  return firstWords(plainWords(shown.replace(/\s+/g, ' ').trim()), longest)
}
