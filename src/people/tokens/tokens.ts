import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { freshly, personOf } from '../account.ts'
import { hashOf } from '../login/hashed.ts'
import { writeTo } from '../writing-to.ts'

/** In days, from today. */
export const lasting = ['30', '90', '365'] as const
export type Lasting = (typeof lasting)[number]

/** So many stand at a time. */
const most = 20

/** What a member's program comes in by. */
export interface Token {
  id: number
  name: string
  /** It also does what its owner may, and does not only read. */
  writes: boolean
  made: string
  /** The last day on which it counts. */
  until: string
  /** The last day on which it came. */
  used: string | null
}

export interface NewToken {
  name: string
  days: Lasting
  writes: boolean
}

/** Recognised by whoever looks for secrets that were left lying about. */
const beginning = 'baobab_'

/**
 * Makes a token and tells its owner by mail. Refuses a session that is not fresh, and more than stand at a
 * time. Gives the token itself, which nobody can read again.
 */
export function makeToken(
  viewer: Viewer,
  session: string,
  { name, days, writes }: NewToken,
): Promise<string> {
  return atomically(async () => {
    const person = await freshly(viewer, session)
    await sql`select from person where thing = ${person} for no key update`.execute(db())
    await sql`delete from token where person = ${person} and until < current_date`.execute(db())
    const { length } = await tokensOf(viewer)
    if (length >= most) refuse('conflict', 'tokens.tooMany', { most })
    const token = beginning + randomBytes(32).toString('base64url')
    const { rows } = await sql<{ id: number; until: string }>`
      insert into token (person, name, hash, writes, until)
      values (${person}, ${name}, ${hashOf(token)}, ${writes}, current_date + ${Number(days)}::int) returning id, until`.execute(
      db(),
    )
    const { id, until } = rows[0]!
    await audit(viewer, 'token.made', person, { token: id, writes, until })
    await writeTo(person, () => ({
      subject: t('tokens.mailSubject', { site: site().name }),
      words: writes
        ? t('tokens.mailWrites', { name, until: formatDate(until) })
        : t('tokens.mailReads', { name, until: formatDate(until) }),
      to: url`/account/tokens`,
    }))
    return token
  })
}

/** Those of the viewer that count today, the newest first. */
export async function tokensOf(viewer: Viewer): Promise<Token[]> {
  const { rows } = await sql<Token>`
    select id, name, writes, made, until, used from token
    where person = ${personOf(viewer)} and until >= current_date order by id desc`.execute(db())
  return rows
}

/** Ends one of theirs at once. 404 for one that is not, and refuses a session that is not fresh. */
export function endToken(viewer: Viewer, session: string, id: number): Promise<void> {
  return atomically(async () => {
    const person = await freshly(viewer, session)
    const { rows } = await sql<{ id: number }>`
      delete from token where id = ${id} and person = ${person} returning id`.execute(db())
    await audit(viewer, 'token.ended', person, { token: found(rows[0]).id })
  })
}
