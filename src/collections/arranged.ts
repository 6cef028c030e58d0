import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { cardsOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Tombstone, tombstonesOf } from '../records/reading.ts'
import { outside, type Url, url } from '../ui/url.ts'
import type { Collection } from './collection.ts'
import { collectionFor } from './reading.ts'

/** An item as whoever keeps the collection sees it. */
export interface Arranged {
  id: number
  version: number
  note: Text | null
  /** Nothing where it is taken down or not open to them. */
  title: Text | null
  href: Url | null
}

export interface Arrangement {
  collection: Collection
  items: Arranged[]
  /** Those that can still be brought back. */
  removed: Arranged[]
}

/** Everything in it, for whoever may change it; 403 for everybody else. */
export async function arrangementOf(viewer: Viewer, ref: string): Promise<Arrangement> {
  const collection = await collectionFor(viewer, ref)
  if (!collection.keeps) refuse('forbidden', 'collections.notKeeper')
  const { rows } = await sql<
    Omit<Arranged, 'href'> & { target: number | null; kind: string | null; href: string | null; out: boolean }
  >`
    select item.id, item.version, item.note, item.target, item.href, item.title, target.kind, removed is not null as out
    from collection_item as item left join thing as target on target.id = item.target
    where item.collection = ${collection.id} and (removed is null or removed > now() - interval '30 days')
    order by position, item.id`.execute(db())
  const targets = rows.flatMap(({ target, kind }) => (target && kind ? [{ id: target, kind }] : []))
  const cards = new Map((await cardsOf(viewer, targets)).map((card) => [card.id, card]))
  const gone = await tombstonesOf(
    viewer,
    targets.map(({ id }) => id),
  )
  const asArranged = ({ id, version, note, target, href, title }: (typeof rows)[number]): Arranged => {
    const card = target === null ? undefined : (cards.get(target) ?? standingAt(gone.get(target)))
    return {
      id,
      version,
      note,
      title: title ?? card?.title ?? null,
      href: (href === null ? card?.href : outside(href)) ?? null,
    }
  }
  return {
    collection,
    items: rows.filter(({ out }) => !out).map(asArranged),
    removed: rows.filter(({ out }) => out).map(asArranged),
  }
}

const standingAt = (gone: Tombstone | undefined) =>
  gone && { title: gone.title, href: url`/records/${gone.ref}` }
