import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { newcomer } from '../base/things/kinds.ts'
import { everywhere } from '../places/everywhere.ts'
import { makeConfirmed } from './inviting.ts'
import { hashOf } from './login/hashed.ts'
import { mailInvitation } from './login/mails.ts'

/** Someone to be asked whether they join; there is no person before they accept. */
export interface Invitee {
  name: string
  email: string
  organisation?: string
  /** Tags. */
  languages: string[]
  /** Codes. */
  places: string[]
}

/** Of these addresses (in small letters), those that have an account, and those with an invitation still open. */
export async function knownAddresses(emails: string[]): Promise<Set<string>> {
  if (emails.length === 0) return new Set()
  const { rows } = await sql<{ email: string }>`
    select lower(email) as email from login."user" where lower(email) = any(${emails}::text[])
    union select lower(email) from invitation
    where lower(email) = any(${emails}::text[]) and accepted is null and ended is null and expires > now()`.execute(
    db(),
  )
  return new Set(rows.map(({ email }) => email))
}

/**
 * Mails an invitation, in the transaction that wants it, with `why` it comes; one that ran out is ended. The
 * link is in the mail only. Gives the invitation's id; nothing where the address is known by now.
 */
export async function invite(
  { name, email, organisation, languages, places }: Invitee,
  { run, lang, why }: { run: number | null; lang: string; why?: string },
): Promise<number | undefined> {
  if ((await knownAddresses([email.toLowerCase()])).size > 0) return undefined
  await sql`
    update invitation set ended = now()
    where lower(email) = ${email.toLowerCase()} and accepted is null and ended is null`.execute(db())
  const token = randomBytes(24).toString('base64url')
  const { id } = await db()
    .insertInto('invitation')
    .values({
      token: hashOf(token),
      email: email.toLowerCase(),
      name,
      about: JSON.stringify({ organisation, languages, places }),
      lang,
      run,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await mailInvitation({ name, email }, token, why)
  return id
}

/** Ends an invitation that nobody accepted; whether there was one to end. Whoever accepted stays: they are a person now. */
export async function endInvitation(id: number): Promise<boolean> {
  const { rows } = await sql`
    update invitation set ended = now() where id = ${id} and accepted is null and ended is null returning id`.execute(
    db(),
  )
  return rows.length > 0
}

interface Invitation {
  id: number
  name: string
  email: string
  about: Partial<Pick<Invitee, 'organisation' | 'languages' | 'places'>>
}

/** The invitation of a mailed link. Refuses one that was accepted, ended or ran out. */
export async function invitationFor(token: string, { lock = false } = {}): Promise<Invitation> {
  const { rows } = await sql<Invitation>`
    select id, name, email, about from invitation
    where token = ${hashOf(token)} and accepted is null and ended is null and expires > now()
    ${lock ? sql`for update` : sql``}`.execute(db())
  return rows[0] ?? refuse('invalid', 'people.invitationOver')
}

/**
 * Whoever was asked joins: an account whose address is shown to be theirs by the link, with this password,
 * and what the invitation says of them for members to see. Refuses a link that is over.
 */
export function acceptInvitation(token: string, password: string): Promise<void> {
  return atomically(async () => {
    const { id, name, email, about } = await invitationFor(token, { lock: true })
    const made = await makeConfirmed({ name, email, password })
    const person = made ?? refuse('invalid', 'people.invitationOver')
    await sayOf(person, about)
    await newcomer(person.id, email)
    await sql`update invitation set accepted = now() where id = ${id}`.execute(db())
    await changed(person.ref, 'people')
  })
}

/** Languages and places as lines of the profile, and the organisation as one asks to belong: whoever keeps it says yes. */
async function sayOf(
  { id, circle }: { id: number; circle: number },
  { organisation, languages = [], places = [] }: Invitation['about'],
): Promise<void> {
  const { byCode } = await everywhere()
  const lines = [
    ...languages.map((code, i) => ({ kind: 'language', code, subject: null, position: 2_000 + i })),
    ...places.flatMap((code, i) => {
      const subject = byCode.get(code)?.id
      return subject ? [{ kind: 'place', code: null, subject, position: 4_000 + i }] : []
    }),
  ]
  if (lines.length)
    await db()
      .insertInto('profile_line')
      .values(lines.map((line) => ({ ...line, person: id, circle })))
      .execute()
  if (!organisation) return
  await sql`
    insert into belonging (organisation, person, standing)
    select organisation.thing, ${id}, 'asked' from organisation join thing on thing.id = organisation.thing
    where thing.state = 'published' and exists (
      select from jsonb_each_text(organisation.name -> 'texts') as name (lang, words) where lower(words) = lower(${organisation}))
    limit 1`.execute(db())
}
