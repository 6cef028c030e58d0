import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { count } from '../base/http/limits.ts'
import { reader } from '../base/i18n/reader.ts'
import { refuse } from '../base/refusal.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from './account.ts'
import { invite } from './bringing-members.ts'
import { hasBlocked } from './quiet.ts'
import { type Letter, writeTo } from './writing-to.ts'

/** Whom somebody asks to take part in something: a member, or whoever has a mail address. */
export interface Asked {
  person: number | null
  email: string | null
}

/** So many are asked by one person in a day: their mails go to people who did not ask for them. */
const mostADay = 30

/** Notes that the viewer asks somebody. Refuses more than one person asks in a day. */
export const countAsking = (viewer: Viewer): Promise<void> =>
  count('invitations', String(personOf(viewer)), { points: mostADay, duration: 86_400 })

/** The member of this handle. Refuses one that nobody has. */
export async function memberOf(handle: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select thing.id from person join thing on thing.id = person.thing
    where handle = ${handle} and thing.state = 'published'`.execute(db())
  return rows[0]?.id ?? refuse('invalid', 'people.noSuchMember')
}

/** By a name, a handle, the address of a page, or a mail address. Refuses a name that nobody has or several have. */
export async function whomAsked(viewer: Viewer, whom: string): Promise<Asked> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(whom))
    return { person: await memberCalled(viewer, whom), email: null }
  const email = whom.toLowerCase()
  const { rows } = await sql<{ person: number }>`
    select person.thing as person from login."user" join person on person.login = "user".id
    where lower("user".email) = ${email}`.execute(db())
  return { person: rows[0]?.person ?? null, email }
}

async function memberCalled(viewer: Viewer, whom: string): Promise<number> {
  const handle = whom
    .toLowerCase()
    .replace(/^.*\/people\//, '')
    .replace(/^@/, '')
  const { rows } = await sql<{ person: number; exact: boolean }>`
    select person.thing as person, handle = ${handle} as exact from person join thing on thing.id = person.thing
    where thing.state = 'published' and (handle = ${handle} or lower(person.name) = lower(${whom}) and ${visibleTo(viewer)})
    order by exact desc limit 2`.execute(db())
  const [first, second] = rows
  if (!first) return refuse('invalid', 'people.nobodyCalled')
  if (second && !first.exact) refuse('invalid', 'people.severalOfThatName')
  return first.person
}

/**
 * Writes to whom the viewer asked: to a member the letter, to whoever has no account that they may join, with `why`.
 * A member who blocked the viewer hears nothing of it, which the viewer is not told.
 */
export async function writeToAsked(
  viewer: Viewer,
  { person, email }: Asked,
  letter: () => Letter,
  why: () => string,
): Promise<void> {
  if (person) {
    const { rows } = await sql<{ blocked: boolean }>`
      select ${hasBlocked(sql`${person}::bigint`, viewer)} as blocked`.execute(db())
    if (!rows[0]!.blocked) await writeTo(person, letter)
  } else if (email)
    await invite(
      { name: email.split('@')[0]!, email, languages: [], places: [] },
      { run: null, lang: reader().lang, why: why() },
    )
}
