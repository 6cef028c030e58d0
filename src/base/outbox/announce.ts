import { sql } from 'kysely'
import { db, inTransaction } from '../database/database.ts'

/** Everything that can happen, and what is said of it. Features add theirs by declaration merging. */
export interface Events {
  'thing.changed': { ids: number[] }
}
export type EventName = keyof Events

/** Writes down what happened, in the same transaction: it is delivered if and only if that commits. */
export async function announce<E extends EventName>(event: E, payload: Events[E]): Promise<void> {
  if (!inTransaction()) throw new Error(`${event} is announced inside the transaction that does it`)
  await db()
    .insertInto('outbox')
    .values({ event, payload: JSON.stringify(payload) })
    .execute()
  await sql`select pg_notify('outbox', '')`.execute(db())
}
