import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { count } from '../../base/http/limits.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { invite } from '../../people/bringing-members.ts'
import { hashOf } from '../../people/login/hashed.ts'
import { hasBlocked } from '../../people/quiet.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { nameOfDraft } from '../writing/naming.ts'

/** So many write one draft, those who were asked included. */
export const mostWriters = 50

/** So many are asked by one person in a day: their mails go to people who did not ask for them. */
const mostADay = 30

/**
 * Asks somebody to write: a member by their name or the end of their page's address, or whoever has a mail
 * address, who is asked to join where they have no account. They write once they say yes. Refuses a name
 * that nobody has or several have, whoever writes or was asked already, and more than may write.
 */
export function inviteToWrite(viewer: Viewer, ref: string, whom: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    await refuseTooMany(draft, me)
    const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(whom) ? whom.toLowerCase() : null
    const person = email ? await personAt(email) : await memberCalled(viewer, whom)
    // Whose address it is nobody learns by asking it.
    if (!email && draft.writers.some(({ id }) => id === person))
      refuse('conflict', 'contributors.writesAlready')
    await keepInvitation(draft.id, me, { person, email })
    await audit(viewer, 'draft.invited', draft.id)
    if (person) await mailMember(viewer, person, draft, me)
    else if (email) await mailNewcomer(email, draft, me)
  })
}

/** Whoever has the address that this gives may write, until it ends by itself or is taken back. It is kept nowhere. */
export function makeLink(viewer: Viewer, ref: string): Promise<Url> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    await refuseTooMany(draft, me)
    const token = randomBytes(24).toString('base64url')
    await db()
      .insertInto('draft_invitation')
      .values({ draft: draft.id, token: hashOf(token), invited_by: me })
      .execute()
    await audit(viewer, 'draft.link-made', draft.id)
    return url`/write/invitations/${token}`
  })
}

/** Nobody writes by it any more who does not yet. Refuses whoever neither asked nor leads; 404 for what is over. */
export function takeBackInvitation(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    const leads = draft.writers[0]?.id === me
    const { rows } = await sql`
      update draft_invitation set ended = now()
      where id = ${id} and draft = ${draft.id} and ended is null and (invited_by = ${me} or ${leads}) returning id`.execute(
      db(),
    )
    if (rows.length === 0) refuse('missing', 'base.missing')
    await audit(viewer, 'draft.invitation-ended', draft.id)
  })
}

async function refuseTooMany({ id, writers }: Draft, me: number): Promise<void> {
  // Rows go with their draft, and what was counted stays.
  await count('invitations', String(me), { points: mostADay, duration: 86_400 })
  const { rows } = await sql<{ waiting: number; today: number }>`
    select count(*) filter (where draft = ${id} and ended is null and expires > now())::int as waiting,
      count(*) filter (where invited_by = ${me} and made > now() - interval '1 day')::int as today
    from draft_invitation where draft = ${id} or invited_by = ${me}`.execute(db())
  const { waiting, today } = rows[0]!
  if (writers.length + waiting >= mostWriters)
    refuse('conflict', 'contributors.tooMany', { most: mostWriters })
  if (today >= mostADay) refuse('too-many', 'contributors.enoughToday', { most: mostADay })
}

export async function memberCalled(viewer: Viewer, whom: string): Promise<number> {
  const handle = whom
    .toLowerCase()
    .replace(/^.*\/people\//, '')
    .replace(/^@/, '')
  const { rows } = await sql<{ person: number }>`
    select person.thing as person from person join thing on thing.id = person.thing
    where thing.state = 'published' and (handle = ${handle} or lower(person.name) = lower(${whom}) and ${visibleTo(viewer)})
    order by handle = ${handle} desc limit 2`.execute(db())
  const [first, second] = rows
  if (!first) return refuse('invalid', 'contributors.noSuchMember')
  const { rows: exact } =
    await sql`select from person where thing = ${first.person} and handle = ${handle}`.execute(db())
  if (second && exact.length === 0) refuse('invalid', 'contributors.severalOfThatName')
  return first.person
}

export async function personAt(email: string): Promise<number | null> {
  const { rows } = await sql<{ person: number }>`
    select person.thing as person from login."user" join person on person.login = "user".id
    where lower("user".email) = ${email}`.execute(db())
  return rows[0]?.person ?? null
}

async function keepInvitation(
  draft: number,
  invited_by: number,
  { person, email }: { person: number | null; email: string | null },
): Promise<void> {
  const { rows } = await sql`
    insert into draft_invitation (draft, invited_by, person, email)
    select ${draft}, ${invited_by}, ${person}::bigint, ${email}::text where not exists (
      select from draft_invitation where draft = ${draft} and ended is null and expires > now()
        and (email = ${email}::text or email is null and ${email}::text is null and person = ${person}::bigint)) returning id`.execute(
    db(),
  )
  if (rows.length === 0) refuse('conflict', 'contributors.askedAlready')
}

const nameIn = ({ writers }: Draft, me: number): string => writers.find(({ id }) => id === me)?.name ?? ''

/** Nothing comes of being asked by somebody whom they blocked, who is not told. */
async function mailMember(viewer: Viewer, person: number, draft: Draft, me: number): Promise<void> {
  const { rows } = await sql`select where ${hasBlocked(sql`${person}::bigint`, viewer)}`.execute(db())
  if (rows.length > 0) return
  await writeTo(person, () => ({
    subject: t('contributors.inviteSubject', { name: nameIn(draft, me) }),
    words: t('contributors.inviteMail', {
      name: nameIn(draft, me),
      title: nameOfDraft(draft),
      site: site().name,
    }),
    to: url`/write/invitations`,
  }))
}

/** They are in as soon as they have joined with this address. */
async function mailNewcomer(email: string, draft: Draft, me: number): Promise<void> {
  const said = { name: nameIn(draft, me), title: nameOfDraft(draft), site: site().name }
  await invite(
    { name: email.split('@')[0]!, email, languages: [], places: [] },
    { run: null, lang: reader().lang, why: t('contributors.newcomerMail', said) },
  )
}
