import { reader } from '../base/i18n/reader.ts'
import type { Labels } from '../base/text.ts'
import type { Card } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { placeUrl } from '../places/place.ts'
import { findSaved } from '../search/saved.ts'
import { type Url, url } from '../ui/url.ts'
import { topicsById } from '../vocabularies/topics.ts'
import type { Collection } from './collection.ts'
import { type Extent, type Item, itemsOf } from './items.ts'

export interface Shown {
  collection: Collection
  /** The places and topics it is about. */
  about: { name: Labels; href: Url }[]
  /** Picked by hand, in order. */
  items: Item[]
  /** What its search finds besides. */
  found: Card[]
  /** How many there are of both, as far as they can be paged through. */
  total: number
  page: number
}

export const perPage = 24
/** Of a collection within, so many stand on the page of the other. */
const nestedShown = 6
/** On paper, of what a search finds. */
const printedFound = 100

/** One page of what a collection holds: by hand first, then what its search finds. */
export async function showCollection(viewer: Viewer, collection: Collection, page: number): Promise<Shown> {
  const offset = (page - 1) * perPage
  const extent = { limit: perPage, offset, levels: 2, each: nestedShown }
  return shown(viewer, collection, extent, page)
}

/** All of it on one page to print: what is within unfolded, and the first hundred that its search finds. */
export const printCollection = (viewer: Viewer, collection: Collection): Promise<Shown> =>
  shown(viewer, collection, { limit: 500, offset: 0, levels: 4, each: 500 }, 1, printedFound)

async function shown(
  viewer: Viewer,
  collection: Collection,
  extent: Extent,
  page: number,
  most?: number,
): Promise<Shown> {
  const { size, rule } = collection
  const items = size > extent.offset ? await itemsOf(viewer, collection.id, extent) : []
  const ruled = rule
    ? await findSaved(viewer, rule, {
        lang: reader().lang,
        limit: most ?? Math.max(0, extent.limit - Math.max(0, size - extent.offset)),
        offset: Math.max(0, extent.offset - size),
        without: [collection.id, ...collection.picked],
      })
    : { cards: [], reachable: 0 }
  return {
    collection,
    about: await aboutOf(collection),
    items,
    found: ruled.cards,
    total: size + ruled.reachable,
    page,
  }
}

/** What it is about, by name. */
export async function aboutOf({ subjects }: Collection): Promise<Shown['about']> {
  if (subjects.length === 0) return []
  const { byId } = await everywhere()
  const topics = await topicsById(subjects.filter(({ kind }) => kind === 'topic').map(({ id }) => id))
  return subjects.flatMap(({ id }) => {
    const place = byId.get(id)
    const topic = topics.get(id)
    if (place) return [{ name: place.name, href: placeUrl(place) }]
    return topic ? [{ name: topic.label, href: url`/topics/${topic.slug}` }] : []
  })
}
