import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import type { Peace } from '../base/things/peace.ts'
import type { Viewer } from '../base/viewer.ts'
import { noteDeed } from '../communities/deeds.ts'
import { end, entryChanged } from './keeping.ts'

interface Kept {
  id: number
  ref: string
  community: number | null
  person: number | null
}

/** An offer or a need is taken from sight, brought back, let through or held back by whoever keeps the peace there. */
export const entryPeace: Peace = {
  judged: (ids) => sql`
    select thing, community, person, title, concat_ws(E'\\n\\n', nullif(words, ''), interest) as words, lang
    from exchange_entry where thing = any(${ids}::bigint[])`,
  hide: async (viewer, id, why) => {
    const entry = await keptEntry(id)
    await sql`update exchange_entry set hidden = now(), hidden_why = ${why} where thing = ${id}`.execute(db())
    await sql`update thing set state = 'withdrawn' where id = ${id} and state = 'published'`.execute(db())
    await decided(viewer, entry, 'hidden', why)
  },
  show: async (viewer, id, why) => {
    const entry = await keptEntry(id)
    await sql`update exchange_entry set hidden = null, hidden_why = null where thing = ${id}`.execute(db())
    await stand(id)
    await decided(viewer, entry, 'shown', why)
  },
  letThrough: async (viewer, id) => {
    const entry = await keptEntry(id)
    // It is as old as it is to be seen.
    await sql`update exchange_entry set held = null, opened = now() where thing = ${id} and held is not null`.execute(
      db(),
    )
    await stand(id)
    await decided(viewer, entry, 'let-through', '')
  },
  holdBack: async (viewer, id, why) => {
    const entry = await keptEntry(id)
    await end([id])
    await sql`update exchange_entry set held = null, hidden = now(), hidden_why = ${why} where thing = ${id}`.execute(
      db(),
    )
    await decided(viewer, entry, 'not-let-through', why)
  },
}

async function keptEntry(id: number): Promise<Kept> {
  const { rows } = await sql<Kept>`
    select thing.id, ref, community, person from exchange_entry join thing on thing.id = exchange_entry.thing
    where thing.id = ${id} for update of exchange_entry`.execute(db())
  return found(rows[0])
}

/** What nothing ended and nothing hides is to be seen. */
async function stand(id: number): Promise<void> {
  await sql`
    update thing set state = 'published' from exchange_entry as entry
    where thing.id = ${id} and entry.thing = thing.id and entry.ended is null and hidden is null and held is null`.execute(
    db(),
  )
}

async function decided(
  viewer: Viewer,
  { id, ref, community, person }: Kept,
  kind: 'hidden' | 'shown' | 'let-through' | 'not-let-through',
  reason: string,
): Promise<void> {
  await audit(viewer, 'exchange.judged', id, { kind, why: reason })
  await noteDeed(viewer, { community, kind, thing: id, person, reason })
  await entryChanged([{ id, ref }])
}
