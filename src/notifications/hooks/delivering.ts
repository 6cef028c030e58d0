import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { askOutside, NotOutside, type Outgoing } from '../../base/http/outgoing.ts'
import { asReader, reader } from '../../base/i18n/reader.ts'
import type { JobKind } from '../../base/jobs.ts'
import { log } from '../../base/log.ts'
import type { Viewer } from '../../base/viewer.ts'
import { site } from '../../ui/site.ts'
import { chatBody, chatTest } from './chat.ts'
import { type Happening, happening } from './happening.ts'
import { type Fault, type Hook, type HookEvent, most } from './hook.ts'
import { noteOutcome } from './noting.ts'
import { hookColumns, readerOf } from './owning.ts'
import { openAddress, signedHeaders } from './secrets.ts'

/** In one go, of one hook, at the same time; milliseconds for one answer. */
const together = { all: 40, each: 10, digest: 60, atOnce: 4, timeout: 10_000 }

type Testing = Pick<Outgoing, 'allow' | 'lookup'> & { timeout?: number }

/** A delivery that is due, with the hook it is for. */
export interface Due {
  id: number
  message: string
  event: HookEvent | 'test'
  thing: number
  part: number | null
  at: string
  tries: number
  hook: Hook
  address: string
  nonce: string
  nonceBefore: string | null
  nonceChanged: string
}

export type Outcome = { status: number; fault?: Fault } | { fault: Fault } | 'nothing to tell'

/** Sends what is due, until nothing is; gives how many messages left. One hook that is slow holds up no other for long. */
export async function deliverDue(testing: Testing = {}): Promise<number> {
  let sent = 0
  for (;;) {
    const due = await claim()
    if (due.length === 0) return sent
    const messages = gatheredBy(due)
    const one = async () => {
      for (let next = messages.shift(); next; next = messages.shift()) {
        sent++
        await deliver(next, testing)
      }
    }
    await Promise.all(Array.from({ length: together.atOnce }, one))
  }
}

/** Taken by this run alone: should it end badly, they are due again in five minutes. */
async function claim(): Promise<Due[]> {
  const { rows } = await sql<Omit<Due, 'hook'> & { mine: Hook }>`
    with due as (
      select hook_delivery.id, row_number() over (partition by hook order by hook_delivery.id) as nth, rhythm
      from hook_delivery join hook on hook.id = hook_delivery.hook where state = 'waiting' and next_try <= now() and off is null),
    first as (select id from due where nth <= case when rhythm = 'daily' then ${together.digest}::int else ${together.each}::int end order by nth, id limit ${together.all}),
    mine as (select id from hook_delivery where id in (select id from first) and state = 'waiting' and next_try <= now() for update skip locked),
    taken as (update hook_delivery set next_try = now() + interval '5 minutes' from mine where hook_delivery.id = mine.id returning hook_delivery.*)
    select taken.id, message, event, taken.thing, part, at, tries, address, nonce, nonce_before as "nonceBefore", nonce_changed as "nonceChanged",
      (select to_json(one) from (select ${hookColumns}) as one) as mine
    from taken join hook on hook.id = taken.hook left join community on community.thing = hook.community order by taken.id`.execute(
    db(),
  )
  return rows.map(({ mine, ...rest }) => ({ ...rest, hook: mine }))
}

/** What goes as one: all that a hook gathers by the day, and each other by itself. */
function gatheredBy(due: Due[]): Due[][] {
  const digests = Map.groupBy(
    due.filter(({ hook, event }) => hook.rhythm === 'daily' && event !== 'test'),
    ({ hook }) => hook.id,
  )
  const single = due.filter(({ hook, event }) => hook.rhythm === 'each' || event === 'test')
  return [...single.map((one) => [one]), ...digests.values()]
}

/** Sends one message and notes what came of it; trouble with one holds up no other. */
async function deliver(some: Due[], testing: Testing): Promise<void> {
  try {
    await noteOutcome(some, await outcomeOf(some, testing))
  } catch (error) {
    log.error({ hook: some[0]!.hook.id, error: String(error) }, 'a hook could not be told')
  }
}

async function outcomeOf(some: Due[], testing: Testing): Promise<Outcome> {
  const [first] = some as [Due]
  const body = await bodyOf(some)
  if (body === undefined) return 'nothing to tell'
  if (Buffer.byteLength(body) > most.bytes) return { fault: 'large' }
  try {
    const status = await askOutside(await openAddress(first.address), {
      method: 'POST',
      agent: `Baobab (+${site().origin || 'https://baobab.invalid'}; tells what happens there)`,
      timeout: together.timeout,
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...(first.hook.kind === 'signed' &&
          signedHeaders(first, { message: first.message, body, now: new Date() })),
      },
      ...testing,
    })
    return status >= 300 && status < 400 ? { status, fault: 'redirect' } : { status }
  } catch (error) {
    return { fault: error instanceof NotOutside ? 'private' : 'silent' }
  }
}

/** What is sent, read as it may be seen now, in the language of the hook; nothing where there is nothing to tell any more. */
async function bodyOf(some: Due[]): Promise<string | undefined> {
  const { hook, event, message, at } = some[0]!
  return asReader({ ...reader(), lang: hook.lang }, async () => {
    if (event === 'test')
      return JSON.stringify(
        hook.kind === 'signed' ? envelope('test', at, { message, name: hook.name }) : chatTest(hook.kind),
      )
    const viewer = await readerOf(hook.owner)
    if (!viewer) return undefined
    const all = await happenings(viewer, some)
    if (!all[0]) return undefined
    return JSON.stringify(
      hook.kind === 'signed'
        ? envelope(event, at, all[0].data)
        : chatBody(hook.kind, all, hook.rhythm === 'daily'),
    )
  })
}

async function happenings(viewer: Viewer, some: Due[]): Promise<Happening[]> {
  const all: Happening[] = []
  for (const one of some) {
    if (one.event === 'test') continue
    const found = await happening(viewer, { ...one, event: one.event })
    if (found) all.push(found)
  }
  return all
}

/** The shape that Standard Webhooks advises; addresses in `data` are those of the API, and stand under `site`. */
const envelope = (type: string, at: string, data: object) => ({
  type,
  timestamp: new Date(at).toISOString(),
  site: site().origin,
  data,
})

/** At once when something happens, and for what is tried again or goes in the morning. */
export const hookJob: JobKind = {
  name: 'hooks.deliver',
  every: '* * * * *',
  run: async () => void (await deliverDue()),
}

/** So many days what is noted of a delivery stays. */
const kept = 30

export const hookSweepJob: JobKind = {
  name: 'hooks.sweep',
  every: '40 3 * * *',
  run: async () => {
    await sql`delete from hook_delivery where at < now() - make_interval(days => ${kept})`.execute(db())
  },
}
