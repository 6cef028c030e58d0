import { createHash } from 'node:crypto'
import { latinSlug } from '../base/slug.ts'
import type { Concept } from './vocabulary.ts'

/** The last part of an address: `c_2651` of `http://aims.fao.org/aos/agrovoc/c_2651`. */
export function localName(uri: string): string {
  const last = uri
    .replace(/[/#:]+$/, '')
    .split(/[/#:]/)
    .at(-1)!
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Words as an address has them: small Latin letters without accents, digits and hyphens; may be empty. */
export const slugOf = (words: string): string => latinSlug(words, 80, { joining: /['’]/g, led: true })

const madeOfWords = /^[a-z]{2,}(-[a-z0-9]+)*$/

/**
 * The addresses a topic may have, best first; the last is free for certain. A code made of words is
 * its address (`stone-bunds`); one that says nothing to people (`c_2651`) gives way to a label in
 * Latin letters, English first.
 */
export function slugsFor(
  vocabulary: string,
  { uri, code, prefLabels }: Pick<Concept, 'uri' | 'code' | 'prefLabels'>,
): string[] {
  const labels = [prefLabels.en, prefLabels.fr, ...Object.values(prefLabels)].map((label) =>
    slugOf(label ?? ''),
  )
  const readable = labels.find((slug) => slug.length > 2) || slugOf(code) || 'topic'
  const wanted = madeOfWords.test(code) ? code.slice(0, 80) : readable
  const hash = createHash('sha256').update(uri).digest('hex').slice(0, 12)
  return [wanted, `${vocabulary}-${wanted}`, `${vocabulary}-${wanted}-${hash}`]
}
