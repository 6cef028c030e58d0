// Made of names and titles, addresses are known outside: what these give for the same words never changes.

/**
 * Small Latin letters without accents, digits and hyphens, at most `longest`; may be empty. What is `joining`
 * parts no words. If `led`, signs before the first word take one of the longest, as they do in topics.
 */
export function latinSlug(words: string, longest: number, { joining = /(?!)/g, led = false } = {}): string {
  const hyphened = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(joining, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return (led ? hyphened : hyphened.replace(/^-/, '')).slice(0, longest).replace(/^-|-$/g, '')
}

/** Letters and digits of any script, joined by hyphens, at most 60; `nameless` where there are none. */
export function titleSlug(title: string, nameless: string): string {
  const words =
    title
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  let slug = ''
  for (const word of words) {
    if (slug.length + word.length > 60) break
    slug += slug ? `-${word}` : word
  }
  return slug || nameless
}

/** The name by itself, for those after the first with their number: `amina-sow`, `amina-sow-2`. */
export const nth = (name: string, number: number): string => (number > 1 ? `${name}-${number}` : name)

/** The first that is free: the name, then its second, third and so on, as `numbered` writes them. */
export function freeName(name: string, taken: ReadonlySet<string>, numbered = nth): string {
  let number = 1
  while (taken.has(numbered(name, number))) number++
  return numbered(name, number)
}
