import type { Ref } from '../../base/ids.ts'
import type { Lang, Text } from '../../base/text.ts'
import { type Url, url } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import type { Author } from '../texts/text.ts'

/** A page that members of a community write together, as a list shows it. */
export interface ListedPage {
  ref: Ref
  slug: string
  title: string
  lang: Lang
  at: string
  by: Author | null
  versions: number
}

export interface SharedPage {
  id: number
  ref: Ref
  slug: string
  community: Community
  /** Of its newest version. */
  title: string
  lang: Lang
  /** Taken away by a facilitator, who can bring it back. */
  away: boolean
  panels: Record<string, never>
}

export const pagesUrl = (community: { slug: string }): Url => url`/communities/${community.slug}/pages`

export const pageUrl = (community: { slug: string }, { slug }: { slug: string }): Url =>
  url`/communities/${community.slug}/pages/${slug}`

/** A title as a text: it has one language. */
export const titleOf = ({ title, lang }: Pick<SharedPage, 'title' | 'lang'>): Text => ({
  original: lang,
  texts: { [lang]: title },
})
