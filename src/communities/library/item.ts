import type { Lang } from '../../base/text.ts'
import type { Card } from '../../base/things/kinds.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type Url, url } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import { mayKeep, mayWork } from '../texts/access.ts'
import type { Author } from '../texts/text.ts'

/** How much a library holds, and for how many days what was taken out can be brought back. */
export const most = { items: 2_000, note: 2_000, title: 200, returning: 30 }

/** Something that a community keeps at hand. */
export interface Item {
  id: number
  card?: Card
  link?: { href: Url; title: string }
  /** The language of the note, and of the title of a link. */
  lang: Lang
  note: string | null
  by: Author | null
  /** The viewer put it in. */
  own: boolean
  at: string
}

/** Whoever put it in, and those who keep the library in order. */
export const mayTakeOut = (
  viewer: Viewer,
  community: Pick<Community, 'mine' | 'rest' | 'state'>,
  { own }: Pick<Item, 'own'>,
): boolean => mayKeep(viewer, community) || (own && mayWork(viewer, community))

export const libraryUrl = ({ slug }: { slug: string }): Url => url`/communities/${slug}/library`
