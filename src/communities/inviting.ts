import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { yesNoAnswer } from '../base/mail/in/answering.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { hashOf } from '../people/login/hashed.ts'
import { countAsking, whomAsked, writeToAsked } from '../people/whom-asked.ts'
import { site } from '../ui/site.ts'
import { type Url, url } from '../ui/url.ts'
import { communityChanged } from './changed.ts'
import type { Community } from './community.ts'
import { communityToKeep, openInvitation } from './reading.ts'

/** An invitation that waits, as those who facilitate see it. */
export interface Waiting {
  id: number
  /** Whom it is for: a name, an address as it was typed, or whoever has the link. */
  whom: string | null
  facilitates: boolean
  expires: string
}

/**
 * Asks somebody to belong, and to facilitate too where that is said: a member by name, handle or the address of
 * their page, or whoever has a mail address, who is asked to join where they have no account. Nothing is theirs
 * before they say yes. Refuses whoever does not facilitate it, a name that nobody has or several have, and whoever
 * belongs already.
 */
export function invite(
  viewer: Viewer,
  slug: string,
  { whom, facilitates = false, words = '' }: { whom: string; facilitates?: boolean; words?: string },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const community = await communityToAskInto(viewer, slug)
    await countAsking(viewer)
    const asked = await whomAsked(viewer, whom)
    const { person, email } = asked
    // Whose address it is nobody learns by asking it.
    if (!email && (await isIn(community.id, person!))) refuse('conflict', 'communities.isIn')
    const { rows } = await sql<{ id: number; by: string }>`
      insert into community_invitation (community, person, email, facilitates, words, invited_by)
      select ${community.id}, ${person}::bigint, ${email}::text, ${facilitates}, ${words || null}, ${me} where not exists (
        select from community_invitation as one where community = ${community.id} and ${openInvitation}
          and (email = ${email}::text or email is null and ${email}::text is null and person = ${person}::bigint))
      returning id, (select name from person where thing = ${me}) as by`.execute(db())
    const { id, by } = rows[0] ?? refuse('conflict', 'communities.invitedAlready')
    await audit(viewer, 'community.invited', community.id, { facilitates })
    await communityChanged(community.id)
    const said = () => ({ name: inReach(community.name).text, by, site: site().name })
    const mail = () =>
      [facilitates ? t('communities.facilitateMail', said()) : t('communities.inviteMail', said()), words]
        .filter(Boolean)
        .join('\n\n')
    const { conditions } = community
    const letter = () => ({
      subject: t('communities.inviteSubject', said()),
      words: [mail(), ...(conditions ? [t('mailin.joinAsks'), inReach(conditions).text] : [])].join('\n\n'),
      to: url`/communities/invitations`,
      answer: yesNoAnswer('invitation', [id.toString(36)]),
    })
    await writeToAsked(viewer, asked, letter, mail)
  })
}

/** Whoever has the address that this gives may belong, until it runs out or is taken back. It is kept nowhere. */
export function makeLink(viewer: Viewer, slug: string): Promise<Url> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id } = await communityToAskInto(viewer, slug)
    await countAsking(viewer)
    const token = randomBytes(24).toString('base64url')
    await db()
      .insertInto('community_invitation')
      .values({ community: id, token: hashOf(token), invited_by: me })
      .execute()
    await audit(viewer, 'community.link-made', id)
    await communityChanged(id)
    return url`/communities/invitations/${token}`
  })
}

/** Nobody comes by it any more. Refuses whoever does not facilitate it; 404 for what is over. */
export function takeBackInvitation(viewer: Viewer, slug: string, invitation: number): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql`
      update community_invitation set ended = now() where id = ${invitation} and community = ${id} and ended is null returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'community.invitation-ended', id)
    await communityChanged(id)
  })
}

/** What waits for an answer, for those who facilitate; nothing for others. One query. */
export async function waitingIn({ id }: Community): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select one.id, coalesce(one.email, person.name) as whom, one.facilitates, one.expires
    from community_invitation as one left join person on person.thing = one.person
    where one.community = ${id} and ${openInvitation} order by one.id`.execute(db())
  return rows
}

async function communityToAskInto(viewer: Viewer, slug: string): Promise<Community> {
  const community = await communityToKeep(viewer, slug)
  if (community.rest === 'closed') refuse('conflict', 'communities.takesNobody')
  return community
}

async function isIn(community: number, person: number): Promise<boolean> {
  const { rows } = await sql`
    select from membership where community = ${community} and person = ${person} and standing = 'member' and ended is null`.execute(
    db(),
  )
  return rows.length > 0
}
