import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { db } from '../../base/database/database.ts'
import { found } from '../../base/refusal.ts'
import type { Peace } from '../../base/things/peace.ts'
import type { Viewer } from '../../base/viewer.ts'
import { noteDeed } from '../../communities/deeds.ts'
import { tell } from '../telling.ts'
import { firstBy } from './reading.ts'

/** A line of the list is taken from sight, and keeps its place in the list for when it is brought back. */
export const implicationPeace: Peace = {
  judged: (ids) => sql`
    select implication.thing, thread.community, ${firstBy} as person, thread.title, words, implication.lang
    from implication join thread on thread.thing = implication.thread where implication.thing = any(${ids}::bigint[])`,
  hide: (viewer, id, why) => put(viewer, id, 'hidden', why),
  show: (viewer, id, why) => put(viewer, id, 'shown', why),
}

async function put(viewer: Viewer, id: number, kind: 'hidden' | 'shown', why: string): Promise<void> {
  const away = kind === 'hidden'
  const { rows } = await sql<{
    community: number | null
    person: number | null
    thread: { id: number; ref: string }
  }>`
    update implication set hidden = case when ${away} then now() end, hidden_why = case when ${away} then ${why} end
    from thread join thing as home on home.id = thread.thing
    where implication.thing = ${id} and thread.thing = implication.thread
    returning thread.community, ${firstBy} as person, json_build_object('id', home.id, 'ref', home.ref) as thread`.execute(
    db(),
  )
  const { community, person, thread } = found(rows[0])
  await sql`update thing set state = ${away ? 'withdrawn' : 'published'} where id = ${id}`.execute(db())
  await audit(viewer, 'implication.sight', id, { kind, why })
  await noteDeed(viewer, { community, kind, thing: id, person, reason: why })
  await tell([thread])
}
