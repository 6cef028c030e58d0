import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { reaction, thingsTogether } from '../../base/outbox/reactions.ts'
import { addressesOf } from '../../base/things/kinds.ts'
import { site } from '../../ui/site.ts'
import { nobody } from '../openness.ts'

/** As long as the database keeps one. */
const longest = 2_000
/** So many things are looked at for the first time in one go. */
const together = 200

/** Notes which addresses elsewhere these things name now; what is no longer published names none. */
function noteAddresses(ids: number[]): Promise<void> {
  return atomically(async () => {
    const { rows } = await sql<{ id: number; kind: string }>`
      select id, kind from thing where id = any(${ids}::bigint[]) and state = 'published' and circle <> ${nobody}`.execute(
      db(),
    )
    const named = [...(await addressesOf(rows))].flatMap(([thing, addresses]) =>
      [...new Set(addresses.flatMap(asKept))].map((one) => ({ thing, ...one })),
    )
    await sql`delete from outside_use where thing = any(${ids}::bigint[])`.execute(db())
    await sql`
      insert into outside_noted select id from thing where id = any(${ids}::bigint[]) on conflict do nothing`.execute(
      db(),
    )
    if (named.length === 0) return
    const given = JSON.stringify(named)
    await sql`
      insert into outside_address (address, host)
      select distinct on (address) address, host from jsonb_to_recordset(${given}::jsonb) as given (address text, host text)
      order by address on conflict (address) do nothing`.execute(db())
    await sql`
      insert into outside_use (thing, address)
      select distinct given.thing, outside_address.id from jsonb_to_recordset(${given}::jsonb) as given (thing bigint, address text)
        join outside_address using (address)`.execute(db())
  })
}

/** An address on the web that is not ours, with its host. */
function asKept(address: string): { address: string; host: string }[] {
  if (address.length > longest || !URL.canParse(address)) return []
  const { protocol, host, origin } = new URL(address)
  return /^https?:$/.test(protocol) && origin !== site().origin ? [{ address, host }] : []
}

/** Notes those of things that nobody noted yet; gives how many. */
export async function noteMissing(): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from thing where kind in ('record', 'collection') and state = 'published'
      and not exists (select from outside_noted where thing = id) order by id limit ${together}`.execute(db())
  if (rows.length) await noteAddresses(rows.map(({ id }) => id))
  return rows.length
}

export const addressReactions = [
  reaction('records.addresses', 'thing.changed', ({ ids }) => noteAddresses(ids), thingsTogether),
]
