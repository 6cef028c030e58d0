import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import type { Thread } from './thread.ts'

/** Says that these threads changed, and these of their posts: to search, and to every page that shows them or what they concern. */
export async function tell(threads: Pick<Thread, 'id' | 'ref'>[], posts: number[] = []): Promise<void> {
  const ids = threads.map(({ id }) => id)
  const { rows } = await sql<{ ref: string }>`
    select ref from thing where id in (select concerning from thread where thing = any(${ids}::bigint[]))`.execute(
    db(),
  )
  await announce('thing.changed', { ids: [...ids, ...posts] })
  await changed(...threads.map(({ ref }) => ref), ...rows.map(({ ref }) => ref), 'threads')
}
