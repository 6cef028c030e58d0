import { sql } from 'kysely'
import { changed } from '../cache/tags.ts'
import { atomically, attempt, db } from '../database/database.ts'
import { locks } from '../database/locks.ts'
import { log } from '../log.ts'
import type { Reaction } from './reactions.ts'

/**
 * Takes what has happened since the last time: gives every event a delivery for each reaction to it,
 * and numbers the public changes. Gives how many events it took.
 */
export function takeEvents(reactions: Reaction[], limit = 500): Promise<number> {
  return atomically(async () => {
    await sql`select pg_advisory_xact_lock(${locks.dispatching})`.execute(db())
    const events = await db()
      .selectFrom('outbox')
      .select(['id', 'event', 'payload', 'at'])
      .where('dispatched', '=', false)
      .orderBy('id')
      .limit(limit)
      .execute()
    if (events.length === 0) return 0
    const deliveries = events.flatMap((event) =>
      reactions
        .filter((one) => one.to === event.event)
        .map((one) => ({ event: event.id, reaction: one.name })),
    )
    if (deliveries.length)
      await db()
        .insertInto('delivery')
        .values(deliveries)
        .onConflict((c) => c.doNothing())
        .execute()
    const things = events
      .filter((event) => event.event === 'thing.changed')
      .flatMap((event) => (event.payload as { ids: number[] }).ids)
    if (things.length) {
      await numberChanges(things)
      await changed('changes')
    }
    await db()
      .updateTable('outbox')
      .set({ dispatched: true })
      .where(
        'id',
        'in',
        events.map((event) => event.id),
      )
      .execute()
    return events.length
  })
}

/**
 * Numbers only grow, and so do the moments beside them, so that whoever keeps the last of either misses
 * nothing: a transaction's own `now()` is when it began, before it waited for the one in front.
 */
async function numberChanges(things: number[]): Promise<void> {
  await sql`
    with moment as (
      select greatest(clock_timestamp(), (select at from change order by seq desc limit 1)) as at
    ), named as (
      select id, min(place) as place from unnest(${things}::bigint[]) with ordinality as n (id, place) group by id order by place
    )
    insert into change (seq, thing, at)
    select nextval('change_seq'), thing.id, moment.at
    from (select thing.id from named join thing using (id) order by place) as thing, moment
    on conflict (thing) do update set seq = excluded.seq, at = excluded.at`.execute(db())
}

/** So many deliveries are done as one. */
const mostTogether = 200

/**
 * Runs one waiting delivery, if there is any, with those that can be done with it; another process may run another at the same time. What is
 * waiting for a reaction that is not among these is left to the version that knows it.
 */
export function deliverOne(reactions: Reaction[]): Promise<boolean> {
  return atomically(async () => {
    const waiting = await db()
      .selectFrom('delivery')
      .innerJoin('outbox', 'outbox.id', 'delivery.event')
      .select(['delivery.event', 'delivery.reaction', 'delivery.tries', 'outbox.payload'])
      .where('delivery.next_try', '<=', sql<Date>`now()`)
      .where(sql<boolean>`delivery.reaction = any(${reactions.map(({ name }) => name)})`)
      .orderBy('delivery.event')
      .limit(1)
      .forUpdate('delivery')
      .skipLocked()
      .executeTakeFirst()
    if (!waiting) return false
    const { event, reaction: name, tries } = waiting
    if (await deliverTogether(reactions.find((one) => one.name === name)!, waiting)) return true
    const mine = db().deleteFrom('delivery').where('event', '=', event).where('reaction', '=', name)
    try {
      await attempt(async () => reactions.find((one) => one.name === name)?.run(waiting.payload as never))
      await mine.execute()
    } catch (error) {
      log.error(
        { event, reaction: name, tries, error: String(error) },
        'a reaction failed and will be tried again',
      )
      await db()
        .updateTable('delivery')
        .set({
          tries: tries + 1,
          error: String(error),
          next_try: sql`now() + ${Math.min(2 ** tries * 5, 3600)} * interval '1 second'`,
        })
        .where('event', '=', event)
        .where('reaction', '=', name)
        .execute()
    }
    return true
  })
}

/** Does it as one with others of the same reaction; by itself when there are none, or when that fails. */
async function deliverTogether(
  { name, run, together }: Reaction,
  first: { event: number; payload: unknown },
): Promise<boolean> {
  if (!together) return false
  const others = await db()
    .selectFrom('delivery')
    .innerJoin('outbox', 'outbox.id', 'delivery.event')
    .select(['delivery.event', 'outbox.payload'])
    .where('delivery.next_try', '<=', sql<Date>`now()`)
    .where('delivery.reaction', '=', name)
    .where('delivery.event', '<>', first.event)
    .orderBy('delivery.event')
    .limit(mostTogether)
    .forUpdate('delivery')
    .skipLocked()
    .execute()
  if (others.length === 0) return false
  const all = [first, ...others]
  try {
    await attempt(() => run(together(all.map(({ payload }) => payload as never))))
  } catch (error) {
    log.warn({ reaction: name, deliveries: all.length, error: String(error) }, 'they are done one by one')
    return false
  }
  await db()
    .deleteFrom('delivery')
    .where('reaction', '=', name)
    .where(
      'event',
      'in',
      all.map(({ event }) => event),
    )
    .execute()
  return true
}

/** New events are looked for again after so many deliveries, or a long line would keep them waiting. */
const inOneGo = 100

/** Until there is nothing left that is due, what reactions announce themselves included, or `enough` says so. */
export async function drain(reactions: Reaction[], enough = (): boolean => false): Promise<void> {
  for (let more = true; more && !enough(); ) {
    while (await takeEvents(reactions)) {}
    let delivered = 0
    while (delivered < inOneGo && !enough() && (await deliverOne(reactions))) delivered++
    more = delivered > 0
  }
}
