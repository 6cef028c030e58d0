import type { Context } from 'hono'
import { sql } from 'kysely'
import { config } from '../../base/config.ts'
import { db } from '../../base/database/database.ts'
import type { Doors } from '../../base/http/app.ts'
import { clientAddress, count, network } from '../../base/http/limits.ts'
import { isOfApi, reads } from '../../base/http/same-site.ts'
import { formatDate } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import { hashOf } from '../login/hashed.ts'
import { type Asking, askingBy, viewerOfPerson } from '../viewing.ts'

/** So many wrong tokens in a minute come from one network before it has to wait. */
const wrongOnes = { points: 30, duration: 60 }

/**
 * Who sent this request: to the API whoever's token it brings, else whose session its cookie names. Refuses
 * a token that does not count, one that only reads where something is to change, and there whoever has none.
 */
export async function whoAsks(c: Context<Doors>): Promise<Asking> {
  if (!isOfApi(c)) return unpaused(c, await askingBy(c))
  const given = /^bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (given === undefined) return reads(c) ? askingBy(c) : refuse('unproven', 'tokens.needed')
  c.header('cache-control', 'no-store')
  const token = await tokenGiven(given)
  const viewer = token && (await viewerOfPerson(token.person))
  if (!viewer) {
    if (config().RATE_LIMIT > 0) await count('token', network(clientAddress(c)), wrongOnes)
    return refuse('unproven', 'tokens.wrong')
  }
  if (!token.writes && !reads(c)) refuse('forbidden', 'tokens.onlyReads')
  return unpaused(c, { viewer, paused: token.paused })
}

/** What whoever is paused everywhere may do all the same: leave, take what is theirs along, answer to it. */
const stillTheirs = /^\/(sign-out|account|notices|reports)(\/|$)/

/** Refuses to change anything for whoever is paused everywhere, with the day from which they may again. */
function unpaused(c: Context<Doors>, asking: Asking): Asking {
  if (asking.paused && !reads(c) && !stillTheirs.test(c.req.path))
    refuse('forbidden', 'moderation.pausedEverywhere', { until: formatDate(asking.paused) })
  return asking
}

interface GivenToken {
  person: number
  writes: boolean
  paused: string | null
}

/** The token that was sent, if it counts today; notes that it came. One query. */
async function tokenGiven(given: string): Promise<GivenToken | undefined> {
  const { rows } = await sql<GivenToken>`
    with given as (select id, person, writes, used from token where hash = ${hashOf(given)} and until >= current_date),
      noted as (update token set used = current_date from given where token.id = given.id and given.used is distinct from current_date)
    select person, writes, (select max(until)::date from deed where deed.person = given.person and kind = 'paused'
      and community is null and ended is null and deed.until > now()) as paused from given`.execute(db())
  return rows[0]
}
