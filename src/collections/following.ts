import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { reaction, thingsTogether } from '../base/outbox/reactions.ts'
import { index } from '../search/indexing.ts'

/** A collection is found by the titles of what is in it, as they are and as far as they are open now. */
export const collectionReactions = [
  reaction(
    'collections.follow',
    'thing.changed',
    async ({ ids }) => {
      const { rows } = await sql<{ id: number; ref: Ref }>`
      select id, ref from thing where id in (
        select collection from collection_item where target = any(${ids}::bigint[]) and removed is null)`.execute(
        db(),
      )
      if (rows.length === 0) return
      await index(rows.map(({ id }) => id))
      await changed(...rows.map(({ ref }) => ref), 'things')
    },
    thingsTogether,
  ),
]
