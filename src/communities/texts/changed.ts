import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'

/** Says that what a community knows changed: these things of its own, and the pages of those `beside`. */
export async function practiceChanged(own: number[], beside: number[] = []): Promise<void> {
  const { rows } = await sql<{ ref: Ref }>`
    with moved as (update thing set changed = now() where id = any(${own}::bigint[]) returning ref)
    select ref from moved union all select ref from thing where id = any(${beside}::bigint[])`.execute(db())
  await changed(...rows.map(({ ref }) => ref), 'communities', 'things')
  if (own.length) await announce('thing.changed', { ids: own })
}
