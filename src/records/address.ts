import { titleSlug } from '../base/slug.ts'
import { type Url, url } from '../ui/url.ts'

/** Addresses of what is made of a record or done with it: no title may stand there. */
const taken = [
  ...['versions', 'files', 'custodian', 'products', 'citation', 'sharing', 'meaning'],
  ...['field-sheet', 'brief', 'document', 'radio-script'],
]

/** A record's address carries its title in the language it was written in, so it is the same for all. */
export function recordUrl({
  ref,
  content: { title },
}: {
  ref: string
  content: { title: { original: string; texts: Record<string, string> } }
}): Url {
  const slug = titleSlug(title.texts[title.original] ?? '', 'record')
  return url`/records/${ref}/${taken.includes(slug) ? `${slug}-` : slug}`
}
