import type { Ref } from '../base/ids.ts'
import { titleSlug } from '../base/slug.ts'
import type { Text } from '../base/text.ts'
import { type Url, url } from '../ui/url.ts'

/** Addresses of what is done with a collection: no title may stand there. */
const taken = ['change', 'items', 'deletion', 'return', 'keeper', 'products']

/** Carries the title in the language it was written in, so that it is the same for all. */
export function collectionUrl({ ref, title }: { ref: Ref; title: Text }): Url {
  const slug = titleSlug(title.texts[title.original] ?? '', 'collection')
  return url`/collections/${ref}/${taken.includes(slug) ? `${slug}-` : slug}`
}
