import { everyLinkIn } from '../ui/parts/markdown-text.ts'
import { plainWords } from '../vocabularies/plain-words.ts'

export interface Blocked {
  kind: 'words' | 'site'
  folded: string
  act: 'hold' | 'refuse'
}

/** Scripts that put no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Words as they are compared: without case, accents, marks of writing and signs that are not seen. */
export const folded = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** The name of a site as it is compared; nothing where it is none. */
export function siteName(given: string): string | undefined {
  const host = given
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^(\*\.|www\.)/i, '')
  if (!/[^.]\.[^.]/.test(host) || !URL.canParse(`http://${host}`)) return undefined
  return new URL(`http://${host}`).hostname.replace(/\.$/, '')
}

/** The first of these that stands in a text: words as whole words, sites with all below them. */
export function matchIn(body: string, also: string[], list: Blocked[]): Blocked | undefined {
  if (list.length === 0) return undefined
  const all = [body, ...also].join('\n')
  // As it is typed, as it is read, and without the signs by which a word could be taken apart.
  const texts = [all, plainWords(all), all.replace(/[*_~`\\]/g, '')].map(folded)
  const sites = new Set([
    ...sitesIn(all),
    ...[body, ...also].flatMap(everyLinkIn).flatMap((one) => siteName(one) ?? []),
  ])
  const refused = list.toSorted((a, b) => Number(b.act === 'refuse') - Number(a.act === 'refuse'))
  return refused.find(({ kind, folded: wanted }) =>
    kind === 'site'
      ? [...sites].some((one) => one === wanted || one.endsWith(`.${wanted}`))
      : texts.some((text) => stands(wanted, text)),
  )
}

/** Whether words stand in a text as whole words. */
function stands(wanted: string, text: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const open = (side: string, edge: string) =>
      unspaced.test(edge) || !/[\p{L}\p{N}]/u.test(side) || !/[\p{L}\p{N}]/u.test(edge)
    const letters = [...text.slice(at, at + wanted.length)]
    const [before, after] = [
      [...text.slice(0, at)].at(-1) ?? '',
      [...text.slice(at + wanted.length)][0] ?? '',
    ]
    if (open(before, letters[0]!) && open(after, letters.at(-1)!)) return true
  }
  return false
}

/** What looks like the name of a site, linked or not. */
function sitesIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  return [...plain.matchAll(/[\p{L}\p{N}-]+(?:[.\u3002][\p{L}\p{N}-]+)+/gu)].flatMap(
    ([one]) => siteName(one) ?? [],
  )
}
