import { titleSlug } from '../base/slug.ts'
import { type Url, url } from '../ui/url.ts'

/** A record's address carries its title in the language it was written in, so it is the same for all. */
export function recordUrl({
  ref,
  content: { title },
}: {
  ref: string
  content: { title: { original: string; texts: Record<string, string> } }
}): Url {
  return url`/records/${ref}/${titleSlug(title.texts[title.original] ?? '', 'record')}`
}
