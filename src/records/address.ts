import { type Url, url } from '../ui/url.ts'

/** The readable end of an address: letters and digits of any script, joined by hyphens, at most 60. */
function titleSlug(title: string): string {
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
  return slug || 'record'
}

/** A record's address carries its title in the language it was written in, so it is the same for all. */
export function recordUrl({
  ref,
  content: { title },
}: {
  ref: string
  content: { title: { original: string; texts: Record<string, string> } }
}): Url {
  return url`/records/${ref}/${titleSlug(title.texts[title.original] ?? '')}`
}
