import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { hashOf } from '../../people/login/hashed.ts'
import { type Asked, countAsking, whomAsked, writeToAsked } from '../../people/whom-asked.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { nameOfDraft } from '../writing/naming.ts'
import { namesByMail } from './crediting.ts'

/** So many write one draft, those who were asked included. */
export const mostWriters = 50

/**
 * Asks somebody to write: a member by their name or the end of their page's address, or whoever has a mail
 * address, who is asked to join where they have no account. They write once they say yes. Refuses a name
 * that nobody has or several have, whoever writes or was asked already, and more than may write.
 */
export function inviteToWrite(viewer: Viewer, ref: string, whom: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    await refuseTooMany(viewer, draft)
    const asked = await whomAsked(viewer, whom)
    // Whose address it is nobody learns by asking it.
    if (!asked.email && draft.writers.some(({ id }) => id === asked.person))
      refuse('conflict', 'contributors.writesAlready')
    const invitation = await keepInvitation(draft.id, me, asked)
    await audit(viewer, 'draft.invited', draft.id)
    const said = () => ({
      name: draft.writers.find(({ id }) => id === me)?.name ?? '',
      title: nameOfDraft(draft),
      site: site().name,
    })
    const letter = () => ({
      subject: t('contributors.inviteSubject', said()),
      words: t('contributors.inviteMail', said()),
      to: url`/write/invitations`,
      answer: {
        way: 'writing' as const,
        words: [invitation.toString(36)],
        how: t('contributors.mailWriteHow', namesByMail()),
      },
    })
    // They are in as soon as they have joined with this address.
    await writeToAsked(viewer, asked, letter, () => t('contributors.newcomerMail', said()))
  })
}

/** Whoever has the address that this gives may write, until it ends by itself or is taken back. It is kept nowhere. */
export function makeLink(viewer: Viewer, ref: string): Promise<Url> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    await refuseTooMany(viewer, draft)
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

async function refuseTooMany(viewer: Viewer, { id, writers }: Draft): Promise<void> {
  await countAsking(viewer)
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from draft_invitation where draft = ${id} and ended is null and expires > now()`.execute(
    db(),
  )
  if (writers.length + rows[0]!.waiting >= mostWriters)
    refuse('conflict', 'contributors.tooMany', { most: mostWriters })
}

async function keepInvitation(draft: number, invited_by: number, { person, email }: Asked): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into draft_invitation (draft, invited_by, person, email)
    select ${draft}, ${invited_by}, ${person}::bigint, ${email}::text where not exists (
      select from draft_invitation where draft = ${draft} and ended is null and expires > now()
        and (email = ${email}::text or email is null and ${email}::text is null and person = ${person}::bigint)) returning id`.execute(
    db(),
  )
  return rows[0]?.id ?? refuse('conflict', 'contributors.askedAlready')
}
