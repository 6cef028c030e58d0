import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Broken, isBroken } from '../records/freshness/broken.ts'
import { type Tombstone, tombstonesOf } from '../records/reading.ts'
import { isShown, sizeOf } from './reading.ts'

/** One place in a collection: a thing, an address elsewhere, or where a record was that was withdrawn. */
export interface Item {
  id: number
  note: Text | null
  card?: Card
  /** `broken`: since when it does not answer. */
  link?: { href: string; title: Text; broken: Omit<Broken, 'address'> | null }
  tombstone?: Tombstone
  /** Of a collection: its introduction, how much it holds and as much of that as was asked for. */
  nested?: { introduction: Text | null; size: number; items: Item[] }
}

interface Row {
  id: number
  collection: number
  target: number | null
  href: string | null
  title: Text | null
  note: Text | null
  level: number
  kind: string | null
  ref: Ref | null
  state: string | null
  introduction: Text | null
  size: number
  broken: Omit<Broken, 'address'> | null
}

export interface Extent {
  limit: number
  offset: number
  /** How many levels are laid out, the collection itself being the first. */
  levels: number
  /** How many of each collection below the first. */
  each: number
}

/**
 * What the viewer may see of what was picked by hand, in order, collections in it with what is in them; and
 * the cards of what was `found` besides. One query and those of the cards.
 */
export async function itemsOf(
  viewer: Viewer,
  collection: number,
  extent: Extent,
  found: { id: number; kind: string }[],
): Promise<{ items: Item[]; found: Card[] }> {
  const rows = await rowsOf(viewer, collection, extent)
  const targets = rows.flatMap(({ target, kind, state }) =>
    target !== null && kind !== null ? [{ id: target, kind, state }] : [],
  )
  const once = [...new Map(targets.map((one) => [one.id, one])).values()]
  dependsOn(...rows.flatMap(({ ref }) => ref ?? []))
  const wanted = [...once.filter(({ state }) => state === 'published'), ...found]
  const cards = new Map((await cardsOf(viewer, wanted)).map((card) => [card.id, card]))
  const gone = await tombstonesOf(
    viewer,
    once.filter(({ state }) => state === 'withdrawn').map(({ id }) => id),
  )
  const asItem = (row: Row): Item[] => {
    const { id, note, target, href, title } = row
    if (href !== null && title !== null) return [{ id, note, link: { href, title, broken: row.broken } }]
    const card = cards.get(target!)
    const tombstone = gone.get(target!)
    if (!card) return tombstone ? [{ id, note, tombstone }] : []
    if (card.kind !== 'collection') return [{ id, note, card }]
    const { introduction, size } = row
    return [{ id, note, card, nested: { introduction, size, items: below(target!, row.level + 1) } }]
  }
  const below = (of: number, level: number): Item[] => {
    const inside = rows.filter((row) => row.collection === of && row.level === level)
    return [...new Map(inside.map((row) => [row.id, row])).values()].flatMap(asItem)
  }
  return { items: below(collection, 1), found: found.flatMap(({ id }) => cards.get(id) ?? []) }
}

async function rowsOf(
  viewer: Viewer,
  collection: number,
  { limit, offset, levels, each }: Extent,
): Promise<Row[]> {
  if (limit <= 0) return []
  const columns = sql`item.id, item.collection, item.position, item.target, item.href, item.title, item.note, target.kind, target.ref, target.state`
  const items = sql`collection_item as item left join thing as target on target.id = item.target`
  const { rows } = await sql<Row>`
    with recursive tree as (
      select *, 1 as level from (
        select ${columns} from ${items}
        where item.collection = ${collection} and item.removed is null and ${isShown(viewer)}
        order by item.position, item.id limit ${limit} offset ${offset}) as first
      union all
      select inside.*, tree.level + 1 from tree cross join lateral (
        select ${columns} from ${items}
        where item.collection = tree.target and item.removed is null and ${isShown(viewer)}
        order by item.position, item.id limit ${each}) as inside
      where tree.level < ${levels} and tree.kind = 'collection' and tree.state = 'published'
    )
    select tree.*, collection.introduction, ${sizeOf(viewer, 'tree.target')} as size,
      case when outside_address.id is not null then json_build_object('since', failing_since::date, 'gone', gone) end as broken
    from tree left join collection on collection.thing = tree.target
      left join outside_address on outside_address.address = tree.href and ${isBroken}
    order by level, position, id limit ${mostRows}`.execute(db())
  return rows
}

/** More than this nobody reads on one page, nor prints. */
const mostRows = 2_000
