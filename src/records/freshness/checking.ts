import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { askOutside, NotOutside, type Outgoing } from '../../base/http/outgoing.ts'
import type { Ref } from '../../base/ids.ts'
import type { JobKind } from '../../base/jobs.ts'
import { site } from '../../ui/site.ts'
import { noteMissing } from './addresses.ts'
import { isBroken } from './broken.ts'

/** So many addresses in one go, each of another host. */
const batch = 20
/** So many of them at the same time. */
const atOnce = 4
const timeout = 10_000

interface Address {
  id: number
  address: string
}

/** `there`: something answers; `gone`: it says that it has it no more; `silent`: nothing does; `ours`: not for us to ask. */
type Outcome = 'there' | 'gone' | 'silent' | 'ours'

type Testing = Pick<Outgoing, 'allow' | 'lookup'> & { timeout?: number }

/**
 * Asks addresses that are due, one of each host, and keeps what came of it; gives how many that counted. Each
 * is asked once a month; one that fails, every four days. When all are silent, one that answered before is asked
 * too: if that is silent as well it is our own line that is down, and nothing counts.
 */
export async function checkAddresses(testing: Testing = {}): Promise<number> {
  const due = await claim()
  const outcomes = await ask(due, testing)
  if (![...outcomes.values()].some(isAnswer) && !(await witnessed(due, testing))) return 0
  await keep(outcomes)
  return outcomes.size
}

const isAnswer = (outcome: Outcome): boolean => outcome === 'there' || outcome === 'gone'

/** Taken by this run alone: should it end badly, they are due again in an hour. */
async function claim(): Promise<Address[]> {
  const { rows } = await sql<Address>`
    with due as (
      select distinct on (host) id, next_check from outside_address
      where next_check <= now() and exists (select from outside_use where outside_use.address = outside_address.id)
      order by host, next_check, id),
    first as (select id from due order by next_check, id limit ${batch}),
    mine as (select id from outside_address where id in (select id from first) for update skip locked)
    update outside_address set next_check = now() + interval '1 hour' from mine where outside_address.id = mine.id
    returning outside_address.id, address`.execute(db())
  return rows
}

async function ask(addresses: Address[], testing: Testing): Promise<Map<number, Outcome>> {
  const outcomes = new Map<number, Outcome>()
  const waiting = [...addresses]
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      outcomes.set(next.id, await outcomeOf(next.address, testing))
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return outcomes
}

/** HEAD, and GET where that is not answered well: many servers know only one of them. */
async function outcomeOf(address: string, testing: Testing): Promise<Outcome> {
  const outgoing = {
    agent: `Baobab (+${site().origin || 'https://baobab.invalid'}; looks whether links still answer)`,
    timeout,
    ...testing,
  }
  let status = 0
  for (const method of ['HEAD', 'GET'] as const) {
    try {
      status = await askOutside(address, { ...outgoing, method })
    } catch (error) {
      if (error instanceof NotOutside) return 'ours'
    }
    if (status > 0 && status < 400) break
  }
  if (status === 404 || status === 410) return 'gone'
  // One that will not talk to us, or not now, is there all the same.
  return status > 0 && status < 500 ? 'there' : 'silent'
}

/** Whether one that answered before, of another host than these, still does. */
async function witnessed(due: Address[], testing: Testing): Promise<boolean> {
  if (due.length === 0) return false
  const { rows } = await sql<Address>`
    select id, address from outside_address
    where answered is not null and failures = 0 and not host in (select host from outside_address where id = any(${due.map(({ id }) => id)}::bigint[]))
    order by answered limit 3`.execute(db())
  return [...(await ask(rows, testing)).values()].some(isAnswer)
}

async function keep(outcomes: Map<number, Outcome>): Promise<void> {
  await atomically(async () => {
    const given = JSON.stringify([...outcomes].map(([id, outcome]) => ({ id, outcome })))
    const { rows } = await sql<{ id: number; was: boolean; is: boolean }>`
      with before as (select id, ${isBroken} as was from outside_address where id = any(${[...outcomes.keys()]}::bigint[]) for update),
      now_is as (
        update outside_address set
          checked = now(),
          next_check = now() + case when outcome in ('there', 'ours') then interval '30 days' else interval '4 days' end,
          answered = case when outcome = 'there' then now() else answered end,
          failures = case when outcome in ('there', 'ours') then 0 else failures + 1 end,
          failing_since = case when outcome in ('there', 'ours') then null else coalesce(failing_since, now()) end,
          gone = outcome = 'gone'
        from jsonb_to_recordset(${given}::jsonb) as given (id bigint, outcome text) where given.id = outside_address.id
        returning outside_address.id, ${isBroken} as is)
      select id, was, "is" from before join now_is using (id)`.execute(db())
    const turned = rows.filter(({ was, is }) => was !== is).map(({ id }) => id)
    if (turned.length === 0) return
    const { rows: things } = await sql<{ ref: Ref }>`
      select distinct ref from outside_use join thing on thing.id = thing where address = any(${turned}::bigint[])`.execute(
      db(),
    )
    await changed(...things.map(({ ref }) => ref))
  })
}

/** A few at a time: what nobody noted yet is noted, then what is due is asked. */
export const addressJob: JobKind = {
  name: 'records.addresses',
  every: '*/10 * * * *',
  run: async () => {
    await noteMissing()
    await checkAddresses()
  },
}
