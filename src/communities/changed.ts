import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { announce } from '../base/outbox/announce.ts'

/** Says that a community changed, to whoever shows it or finds it by its words; `also` are things beside it. */
export async function communityChanged(id: number, also: number[] = []): Promise<void> {
  const { rows } = await sql<{ ref: Ref }>`
    update thing set changed = now() where id = any(${[id, ...also]}::bigint[]) returning ref`.execute(db())
  await changed(...rows.map(({ ref }) => ref), 'communities', 'things')
  await announce('thing.changed', { ids: [id, ...also] })
}

/** A form that was drawn before this is told from those drawn after. */
export const nextVersion = async (id: number): Promise<void> => {
  await sql`update community set version = version + 1 where thing = ${id}`.execute(db())
}
