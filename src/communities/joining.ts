import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { inTermOf } from '../base/in-term.ts'
import { yesNoAnswer } from '../base/mail/in/answering.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { writeTo } from '../people/writing-to.ts'
import { url } from '../ui/url.ts'
import { communityUrl } from './address.ts'
import { communityChanged } from './changed.ts'
import type { Community } from './community.ts'
import { refuseRemoved } from './deeds.ts'
import { letIn } from './letting-in.ts'
import { communityFor, communityToKeep } from './reading.ts'

/**
 * Joins an open community at once, or asks to, in words, where its facilitators decide. Refuses whoever is in
 * or asked already, one that takes those it asked only, one that is closed or not open yet, and, where it is
 * for governments, whoever represents none.
 */
export function join(viewer: Viewer, slug: string, words: string): Promise<'in' | 'asked'> {
  return atomically(async () => {
    const me = personOf(viewer)
    const community = await communityFor(viewer, slug)
    const { id, ref, joining, state, rest, mine } = community
    if (mine.standing === 'member') refuse('conflict', 'communities.inAlready')
    if (mine.standing === 'asked') refuse('conflict', 'communities.askedAlready')
    if (state !== 'published' || rest === 'closed') refuse('conflict', 'communities.takesNobody')
    if (joining === 'invitation') refuse('forbidden', 'communities.invitationOnly')
    await refuseUnlessGovernment(community, me)
    await refuseRemoved(id, me)
    if (joining === 'open') {
      await letIn({ id, circle: community.members }, me, null)
      await communityChanged(id)
      return 'in'
    }
    if (!words) refuse('invalid', 'communities.sayWhy')
    const { rows } = await sql<{ id: number }>`
      insert into membership (community, person, standing, words) values (${id}, ${me}, 'asked', ${words}) returning id`.execute(
      db(),
    )
    await communityChanged(id)
    for (const { person, role, since } of community.roles)
      if (role === 'facilitator' && since)
        await writeTo(person, () => ({
          subject: t('communities.askedSubject', { name: inReach(community.name).text }),
          words: t('communities.askedMail', { name: inReach(community.name).text, words }),
          to: membersUrl(slug),
          answer: yesNoAnswer('joining', [ref, rows[0]!.id.toString(36)], t('communities.askedMailHow')),
        }))
    return 'asked'
  })
}

const membersUrl = (slug: string) => url`/communities/${slug}/members`

/** Where it is for governments, lets in only who speaks for a ministry or an office of one today. */
export async function refuseUnlessGovernment(
  { forGovernments }: Pick<Community, 'forGovernments'>,
  person: number,
): Promise<void> {
  if (!forGovernments) return
  const { rows } = await sql`
    select from representative join organisation on organisation.thing = representative.organisation
    where person = ${person} and ${inTermOf('representative')}
      and kind in ('ministry', 'statistics-office', 'planning-office') limit 1`.execute(db())
  if (rows.length === 0) refuse('forbidden', 'communities.governmentsOnly')
}

/**
 * Says yes or no, with a word, to somebody who asked; they are told by mail. Refuses whoever does not
 * facilitate it; 404 for what was answered.
 */
export function answerAsking(
  viewer: Viewer,
  slug: string,
  membership: number,
  { yes, words }: { yes: boolean; words: string },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const community = await communityToKeep(viewer, slug)
    const { rows } = await sql<{ person: number }>`
      select person from membership where id = ${membership} and community = ${community.id} and standing = 'asked' and ended is null`.execute(
      db(),
    )
    const { person } = found(rows[0])
    if (yes) {
      await refuseUnlessGovernment(community, person)
      await letIn({ id: community.id, circle: community.members }, person, me)
    } else await sql`update membership set ended = now(), by = ${me} where id = ${membership}`.execute(db())
    if (yes) await audit(viewer, 'membership.accepted', community.id, { membership })
    else await audit(viewer, 'membership.declined', community.id, { membership })
    await communityChanged(community.id)
    const said = () => ({ name: inReach(community.name).text, words: words || '–' })
    await writeTo(person, () => ({
      subject: t('communities.answeredSubject', { name: inReach(community.name).text }),
      words: yes ? t('communities.yesMail', said()) : t('communities.noMail', said()),
      to: communityUrl(community),
    }))
  })
}

/** Leaves it, or takes back that one asked. Refuses who has a role in it: that is laid down first, so that somebody is asked to follow. */
export function leave(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, members, mine } = await communityFor(viewer, slug)
    if (mine.roles.length > 0) refuse('conflict', 'communities.layDownFirst')
    const { rows } = await sql`
      update membership set ended = now() where community = ${id} and person = ${me} and ended is null returning id`.execute(
      db(),
    )
    found(rows[0])
    await sql`update community_role set ended = now() where community = ${id} and person = ${me} and ended is null`.execute(
      db(),
    )
    await sql`delete from in_circle where circle = ${members} and person = ${me}`.execute(db())
    await communityChanged(id)
  })
}
