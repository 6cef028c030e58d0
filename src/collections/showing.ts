import { reader } from '../base/i18n/reader.ts'
import type { Card } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { type ShortReading, shortReadings } from '../records/short-readings.ts'
import { findSaved } from '../search/saved.ts'
import { type About, aboutOf } from '../vocabularies/subjects.ts'
import { type Collection, most } from './collection.ts'
import { type Extent, type Item, itemsOf } from './items.ts'

/** What a collection holds, as far as it was asked for. */
interface Held {
  collection: Collection
  /** Picked by hand, in order. */
  items: Item[]
  /** What its search finds besides. */
  found: Card[]
  /** How many there are of both, as far as they can be paged through. */
  total: number
}

export interface Shown extends Held {
  about: About
  page: number
}

export interface Printed extends Held {
  /** By the ids of their cards: records short enough to stand there whole. */
  whole: Map<number, ShortReading>
}

export const perPage = 24
/** Of a collection within, so many stand on the page of the other. */
const nestedShown = 6
/** In one go, of what a search finds. */
const mostFound = 100

/** One page of what a collection holds: by hand first, then what its search finds. */
export async function showCollection(viewer: Viewer, collection: Collection, page: number): Promise<Shown> {
  const offset = (page - 1) * perPage
  const held = await heldBy(viewer, collection, { limit: perPage, offset, levels: 2, each: nestedShown })
  return { ...held, about: await aboutOf(collection.subjects.map(({ id }) => id)), page }
}

/** All of it, what is within unfolded, and the first hundred that its search finds. */
export const wholeCollection = (viewer: Viewer, collection: Collection, levels: number): Promise<Held> =>
  heldBy(viewer, collection, { limit: most.items, offset: 0, levels, each: most.items }, mostFound)

/** The same on one page to print, short records in full. */
export async function printCollection(viewer: Viewer, collection: Collection): Promise<Printed> {
  const held = await wholeCollection(viewer, collection, most.levels)
  const cards = [...cardsIn(held.items), ...held.found]
  const records = cards.filter(({ kind }) => kind === 'record').map(({ id }) => id)
  return { ...held, whole: await shortReadings(viewer, records) }
}

const cardsIn = (items: Item[]): Card[] =>
  items.flatMap(({ card, nested }) => [card ?? [], ...cardsIn(nested?.items ?? [])].flat())

async function heldBy(viewer: Viewer, collection: Collection, extent: Extent, found?: number): Promise<Held> {
  const { size, rule } = collection
  const ruled = rule
    ? await findSaved(viewer, rule, {
        lang: reader().lang,
        limit: found ?? Math.max(0, extent.limit - Math.max(0, size - extent.offset)),
        offset: Math.max(0, extent.offset - size),
        without: [collection.id, ...collection.picked],
      })
    : { things: [], reachable: 0 }
  const byHand = size > extent.offset ? extent : { ...extent, limit: 0 }
  return {
    collection,
    ...(await itemsOf(viewer, collection.id, byHand, ruled.things)),
    total: size + ruled.reachable,
  }
}
