import type { Card } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { savedUrl } from '../search/saved.ts'
import { url } from '../ui/url.ts'
import { aboutOf } from '../vocabularies/subjects.ts'
import { collectionUrl } from './address.ts'
import type { Item } from './items.ts'
import { collectionFor } from './reading.ts'
import { wholeCollection } from './showing.ts'

/** A collection as data, its items in order; the refusals of `collectionFor`. */
export async function travellingCollection(viewer: Viewer, ref: string) {
  const collection = await collectionFor(viewer, ref)
  const { items, found } = await wholeCollection(viewer, collection, 1)
  const about = await aboutOf(collection.subjects.map(({ id }) => id))
  const { title, introduction, audience, keeper, rule, changed } = collection
  const named = (noun: string) =>
    about.flatMap(({ href }) => {
      const [, kind, name = ''] = href.split('/')
      return kind === noun ? [decodeURIComponent(name)] : []
    })
  return {
    ref: collection.ref,
    changed: changed.toISOString(),
    address: collectionUrl(collection),
    title,
    ...(introduction && { introduction }),
    audience,
    ...(keeper?.name && !keeper.left && { keeper: keeper.name }),
    places: named('places'),
    topics: named('topics'),
    items: items.map(asTravelling),
    ...(rule && { rule: savedUrl(rule) }),
    found: found.map(ofCard),
  }
}

const ofCard = ({ kind, ref, href, title }: Card) => ({ kind, ref, address: href, title })

function asTravelling({ card, link, tombstone, note }: Item) {
  const said = note ? { note } : {}
  if (card) return { ...ofCard(card), ...said }
  if (link) return { kind: 'link', address: link.href, title: link.title, ...said }
  const { ref, title, tombstone: why } = tombstone!
  return {
    kind: 'record',
    ref,
    address: url`/records/${ref}`,
    title,
    ...(why && { tombstone: why }),
    ...said,
  }
}
