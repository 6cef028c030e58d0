/** The readable end of an address: letters and digits of any script, joined by hyphens, at most 60; `nameless` where there are none. */
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
