import type { Ref } from '../../base/ids.ts'
import { titleSlug } from '../../base/slug.ts'
import type { Text } from '../../base/text.ts'
import { type Url, url } from '../../ui/url.ts'

/** Addresses of what is done with a question: no title may stand there. */
const taken = ['answer', 'change', 'history', 'order', 'owner', 'progress', 'release', 'ties', 'versions']

export const agendaUrl = ({ slug }: { slug: string }): Url => url`/communities/${slug}/agenda`

/** Where all stands that belongs to a question. */
export const questionBase = (community: { slug: string }, ref: Ref): Url =>
  url`/communities/${community.slug}/agenda/${ref}`

/** Carries its words in the language they were written in, so that it is the same for all. */
export function questionUrl(community: { slug: string }, { ref, words }: { ref: Ref; words: Text }): Url {
  const slug = titleSlug(words.texts[words.original] ?? '', 'question')
  return url`/communities/${community.slug}/agenda/${ref}/${taken.includes(slug) ? `${slug}-` : slug}`
}
