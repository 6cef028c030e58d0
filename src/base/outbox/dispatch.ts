import { sql } from 'kysely'
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
    if (things.length) await numberChanges(things)
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

async function numberChanges(things: number[]): Promise<void> {
  await sql`
    insert into change (seq, thing, at)
    select coalesce((select max(seq) from change), 0) + row_number() over (order by named.place), thing.id, now()
    from (select id, min(place) as place from unnest(${things}::bigint[]) with ordinality as n (id, place) group by id) as named
    join thing on thing.id = named.id
    on conflict (thing) do update set seq = excluded.seq, at = excluded.at`.execute(db())
}

/** Runs one waiting delivery, if there is any; another process may run another at the same time. */
export function deliverOne(reactions: Reaction[]): Promise<boolean> {
  return atomically(async () => {
    const waiting = await db()
      .selectFrom('delivery')
      .innerJoin('outbox', 'outbox.id', 'delivery.event')
      .select(['delivery.event', 'delivery.reaction', 'delivery.tries', 'outbox.payload'])
      .where('delivery.next_try', '<=', sql<Date>`now()`)
      .orderBy('delivery.event')
      .limit(1)
      .forUpdate('delivery')
      .skipLocked()
      .executeTakeFirst()
    if (!waiting) return false
    const { event, reaction: name, tries } = waiting
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

/** Until there is nothing left that is due. */
export async function drain(reactions: Reaction[]): Promise<void> {
  while (await takeEvents(reactions)) {}
  while (await deliverOne(reactions)) {}
}
