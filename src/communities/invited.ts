import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import type { JobKind } from '../base/jobs.ts'
import { found } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { hashOf } from '../people/login/hashed.ts'
import { blocks } from '../people/quiet.ts'
import { communityChanged } from './changed.ts'
import { refuseUnlessGovernment } from './joining.ts'
import { letIn } from './letting-in.ts'
import { openInvitation } from './reading.ts'

/** What somebody who is asked to belong learns before they say yes. */
export interface Invited {
  id: number
  slug: string
  name: Text
  question: Text | null
  conditions: Text | null
  conduct: Text | null
  forGovernments: boolean
  facilitates: boolean
  /** Who asks, and what they say with it. */
  by: string | null
  words: string | null
}

type Row = Invited & { community: number; members: number; invitedBy: number | null }

async function open(which: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select one.id, one.community, community.circle as members, slug, community.name, question, conditions, conduct,
      for_governments as "forGovernments", one.facilitates, one.words, person.name as by, one.invited_by as "invitedBy"
    from community_invitation as one join community on community.thing = one.community join thing on thing.id = community.thing
      left join person on person.thing = one.invited_by
    where ${openInvitation} and thing.state in ('draft', 'published') and rest is distinct from 'closed' and ${which}
    order by one.id`.execute(db())
  return rows
}

/** Nothing comes of being asked by somebody whom they blocked, who is not told. */
const isMine = (me: number) => sql`one.person = ${me} and one.token is null
  and not ${blocks(sql`${me}::bigint`, sql`one.invited_by`)}`

/** Where the viewer is asked to belong. One query. */
export const invitationsOf = async (viewer: Viewer): Promise<Invited[]> => open(isMine(personOf(viewer)))

/** What a link opens, for anybody who has it. 404 for one that is over. */
export const linkFor = async (token: string): Promise<Invited> =>
  found((await open(sql`one.token = ${hashOf(token)}`))[0])

/** Says yes or no to being asked; gives where they belong from now on. 404 for what is over or not theirs. */
export function answerInvitation(viewer: Viewer, id: number, yes: boolean): Promise<string | undefined> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = found((await open(sql`one.id = ${id} and ${isMine(me)}`))[0])
    await sql`update community_invitation set ended = now() where id = ${id}`.execute(db())
    if (yes) await comeIn(viewer, one, me)
    else await audit(viewer, 'community.declined', one.community)
    await communityChanged(one.community)
    return yes ? one.slug : undefined
  })
}

/** Comes in by a link, which goes on for others. Gives the slug. 404 for one that is over. */
export function comeByLink(viewer: Viewer, token: string): Promise<string> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = found((await open(sql`one.token = ${hashOf(token)}`))[0])
    await comeIn(viewer, one, me)
    await communityChanged(one.community)
    return one.slug
  })
}

async function comeIn(viewer: Viewer, one: Row, me: number): Promise<void> {
  await refuseUnlessGovernment(one, me)
  // Asked twice, by name and by address, they have answered once.
  const { rows } = await sql<{ facilitates: boolean }>`
    update community_invitation as one set ended = now()
    where one.community = ${one.community} and ${isMine(me)} and ${openInvitation} returning facilitates`.execute(
    db(),
  )
  await letIn({ id: one.community, circle: one.members }, me, one.invitedBy)
  if (one.facilitates || rows.some(({ facilitates }) => facilitates))
    await sql`
      insert into community_role (community, person, role, since, by) values (${one.community}, ${me}, 'facilitator', current_date, ${one.invitedBy})
      on conflict (community, person, role) where ended is null do update set since = coalesce(community_role.since, current_date)`.execute(
      db(),
    )
  await audit(viewer, 'community.joined', one.community)
}

/** Whoever was asked at an address finds what they were asked once they have joined with it. */
export async function newcomerIsAsked(person: number, email: string): Promise<void> {
  await sql`
    update community_invitation as one set person = ${person}
    where one.email = ${email.toLowerCase()} and one.token is null and one.ended is null`.execute(db())
}

/** In days: how long an invitation is kept after it was answered, taken back or ran out. */
const invitationKept = 90

/** Forgets them then: they hold the address of somebody who may never have come. */
export const communityInvitationJob: JobKind = {
  name: 'communities.invitations',
  every: '55 3 * * *',
  run: async () => {
    await sql`
      delete from community_invitation where least(ended, expires) < now() - make_interval(days => ${invitationKept})`.execute(
      db(),
    )
  },
}
