import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import { checkWritten } from '../../base/things/peace.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { mayHide } from '../access.ts'
import { threadFor } from '../reading.ts'
import { tell } from '../telling.ts'
import type { Thread } from '../thread.ts'
import { isOnPolicy, type Level, mayKeepList, most, type State } from './implication.ts'
import { isUsed, wroteIt } from './reading.ts'

/** What an implication says. */
export interface Saying {
  words: string
  lang: string
  /** The code of a place; the level it holds at. */
  place?: string
  level?: Level
  /** The reference of the post that it comes from. */
  post?: string
}

/** The thread, held until the transaction is over, for whoever keeps its list. 404 for what is no thread on a policy. */
async function threadToKeep(viewer: Viewer, ref: string): Promise<Thread> {
  personOf(viewer)
  const thread = await threadFor(viewer, ref, { lock: true })
  if (!isOnPolicy(thread)) refuse('missing', 'base.missing')
  if (!mayKeepList(viewer, thread)) refuse('forbidden', 'conversations.joinFirst')
  return thread
}

/** Puts an implication at the end of the list. Refuses whoever does not belong, too many, and a place that is none. */
export function addImplication(viewer: Viewer, ref: string, saying: Saying): Promise<number> {
  return atomically(async () => {
    const thread = await threadToKeep(viewer, ref)
    const { rows } = await sql<{ there: number; last: number }>`
      select count(*)::int as there, coalesce(max(position), 0) as last from implication where thread = ${thread.id}`.execute(
      db(),
    )
    const { there, last } = rows[0]!
    if (there >= most.kept) refuse('conflict', 'implications.listFull', { most: most.kept })
    const made = await db()
      .insertInto('implication')
      .values({
        thread: thread.id,
        position: last + 1,
        ...(await valuesOf(viewer, thread, saying)),
        by: personOf(viewer),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(viewer, 'implication.added', thread.id)
    await tell([thread])
    return made.id
  })
}

/**
 * Says it otherwise; what it said stays in its history. `revision` is the one that whoever writes had before them.
 * Refuses what somebody else changed meanwhile, and as `addImplication`.
 */
export function sayImplication(
  viewer: Viewer,
  ref: string,
  id: number,
  { revision, ...saying }: Saying & { revision: number },
): Promise<void> {
  return change(viewer, ref, id, revision, 'implication.said', (thread) => valuesOf(viewer, thread, saying))
}

/** Says how it stands, and why: that it is settled, that it is not so, or open again. The refusals of `sayImplication`. */
export function settleImplication(
  viewer: Viewer,
  ref: string,
  id: number,
  { revision, state, reason, lang }: { revision: number; state: State; reason: string; lang: string },
): Promise<void> {
  return change(viewer, ref, id, revision, 'implication.settled', async (thread) => {
    await refuseUnsaid(viewer, thread, reason)
    return { state, reason: reason || null, reason_lang: reason ? lang : null }
  })
}

function change(
  viewer: Viewer,
  ref: string,
  id: number,
  revision: number,
  verb: string,
  work: (thread: Thread) => Promise<object>,
): Promise<void> {
  return atomically(async () => {
    const thread = await threadToKeep(viewer, ref)
    const values = await work(thread)
    const standing = await db()
      .selectFrom('implication')
      .select('revision')
      .where('id', '=', id)
      .where('hidden', 'is', null)
      .where('thread', '=', thread.id)
      .forUpdate()
      .executeTakeFirst()
    if (found(standing).revision !== revision) refuse('conflict', 'implications.changedMeanwhile')
    await sql`
      insert into implication_version (implication, revision, words, lang, state, reason, reason_lang, by, at)
      select id, revision, words, lang, state, reason, reason_lang, by, at from implication where id = ${id}`.execute(
      db(),
    )
    await db()
      .updateTable('implication')
      .set({ ...values, revision: revision + 1, by: personOf(viewer), at: sql`now()` })
      .where('id', '=', id)
      .execute()
    await audit(viewer, verb, thread.id)
    await tell([thread])
  })
}

/** Refuses what may not be said there: a line of a list cannot wait for a look. */
const refuseUnsaid = async (viewer: Viewer, thread: Thread, words: string): Promise<void> =>
  void (await checkWritten(viewer, {
    ...{ community: thread.community?.id ?? null, body: words, also: [], again: true },
    keeps: mayHide(viewer, thread),
  }))

async function valuesOf(viewer: Viewer, thread: Thread, { words, lang, place, level, post }: Saying) {
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  await refuseUnsaid(viewer, thread, words)
  const { rows } = await sql<{ place: number | null; post: number | null }>`
    select (select thing from place where code = ${place ?? null}) as place,
      (select post.thing from post join thing on thing.id = post.thing where ref = ${post ?? null} and thread = ${thread.id} and held is null) as post`.execute(
    db(),
  )
  const at = rows[0]!
  if (place && at.place === null) refuse('invalid', 'implications.noPlace')
  return { words, lang, place: at.place, level: level ?? null, ...(post && { post: at.post }) }
}

/**
 * Takes one out of the list, as long as nothing came of it. Refuses whoever did not write it, and what became a
 * question or a lesson; 404 where there is none.
 */
export function takeOutImplication(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const thread = await threadToKeep(viewer, ref)
    const { rows } = await sql<{ mine: boolean; used: boolean }>`
      select ${wroteIt(viewer)} as mine, ${isUsed} as used from implication where thread = ${thread.id} and id = ${id} and hidden is null for update of implication`.execute(
      db(),
    )
    const { mine, used } = found(rows[0])
    if (!mine) refuse('forbidden', 'implications.notYours')
    if (used) refuse('conflict', 'implications.used')
    await sql`delete from implication where id = ${id}`.execute(db())
    await audit(viewer, 'implication.taken-out', thread.id)
    await tell([thread])
  })
}

/** Moves one up or down in the list. Refuses whoever does not belong; 404 where there is none. */
export function moveImplication(viewer: Viewer, ref: string, id: number, way: 'up' | 'down'): Promise<void> {
  return atomically(async () => {
    const thread = await threadToKeep(viewer, ref)
    const { rows } = await sql<{ id: number }>`
      select id from implication where thread = ${thread.id} order by position, id`.execute(db())
    const order = rows.map((row) => row.id)
    const at = order.indexOf(id)
    found(at < 0 ? undefined : at)
    order.splice(at, 1)
    order.splice(way === 'up' ? Math.max(0, at - 1) : at + 1, 0, id)
    await sql`
      update implication set position = moved.position
      from unnest(${order}::bigint[]) with ordinality as moved (id, position) where implication.id = moved.id`.execute(
      db(),
    )
    await audit(viewer, 'implication.moved', thread.id)
    await tell([thread])
  })
}
