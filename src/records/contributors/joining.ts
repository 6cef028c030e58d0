import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { hashOf } from '../../people/login/hashed.ts'
import { blocks } from '../../people/quiet.ts'
import type { Contributor } from '../interchange.ts'
import { letWrite, notClosed, titleOfDraft } from '../writing/drafts.ts'
import { mostWriters } from './inviting.ts'

/** What somebody who is asked to write learns before they say yes. */
export interface Invited {
  id: number
  ref: string
  lang: Lang
  title: Labels
  /** What its questionnaire is called. */
  instrument: Labels
  invitedBy: string
  writers: string[]
}

type Joining = Invited & { draft: number; circle: number }

/** Which are open; `which` narrows them down to those of the viewer. */
async function open(which: ReturnType<typeof sql>): Promise<Joining[]> {
  const { rows } = await sql<Joining>`
    select one.id, thing.ref, draft.thing as draft, draft.circle, draft.lang, by.name as "invitedBy", edition.definition -> 'title' as instrument,
      ${titleOfDraft} as title,
      array(select person.name from draft_writer join person on person.thing = draft_writer.person
        where draft_writer.draft = thing.id order by lead desc, since) as writers
    from draft_invitation as one join draft on draft.thing = one.draft join thing on thing.id = draft.thing
      join edition on edition.id = draft.edition join person as by on by.thing = one.invited_by
    where one.ended is null and one.expires > now() and thing.state = 'draft' and ${notClosed} and ${which} order by one.id`.execute(
    db(),
  )
  return rows
}

/** By their account, or by the address it is kept under; by nobody whom they blocked, who is not told. */
const isMine = (
  me: number,
) => sql`one.token is null and not ${blocks(sql`${me}::bigint`, sql`one.invited_by`)} and (one.person = ${me} or one.email = (
  select lower("user".email) from person join login."user" on "user".id = person.login
  where person.thing = ${me} and "user"."emailVerified"))`

/** What the viewer is asked to write at. One query. */
export const invitationsOf = async (viewer: Viewer): Promise<Invited[]> => open(isMine(personOf(viewer)))

/** What a link opens, for anybody who has it. 404 for one that is over. */
export const linkFor = async (token: string): Promise<Invited> =>
  found((await open(sql`one.token = ${hashOf(token)}`))[0])

export interface Wish {
  role: Contributor['role']
  shown: 'named' | 'unnamed'
}

/** Says yes or no to being asked; gives the reference of the draft that they write from now on. 404 for what is over or not theirs. */
export function answerInvitation(
  viewer: Viewer,
  id: number,
  answer: 'yes' | 'no',
  wish: Wish,
): Promise<string | undefined> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = found((await open(sql`one.id = ${id} and ${isMine(me)}`))[0])
    await sql`update draft_invitation set ended = now() where id = ${id}`.execute(db())
    if (answer === 'yes') await join(viewer, one, me, wish)
    else await audit(viewer, 'draft.declined', one.draft)
    return answer === 'yes' ? one.ref : undefined
  })
}

/** Joins by a link, which goes on for others. Gives the reference of the draft. 404 for one that is over. */
export function joinByLink(viewer: Viewer, token: string, wish: Wish): Promise<string> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = found((await open(sql`one.token = ${hashOf(token)}`))[0])
    await join(viewer, one, me, wish)
    return one.ref
  })
}

/** Whoever was asked at an address finds what they were asked once they have joined with it, and answers there. */
export async function newcomerIsAsked(person: number, email: string): Promise<void> {
  await sql`
    update draft_invitation as one set person = ${person}, email = null
    where one.email = ${email.toLowerCase()} and one.token is null and one.ended is null
      and not exists (select from draft_invitation as other where other.draft = one.draft and other.person = ${person} and other.ended is null)`.execute(
    db(),
  )
}

async function join(
  viewer: Viewer,
  { draft, circle }: Joining,
  person: number,
  { role, shown }: Wish,
): Promise<void> {
  await sql`select from draft where thing = ${draft} for update`.execute(db())
  // Asked twice, by name and by address, they have answered once.
  await sql`update draft_invitation as one set ended = now() where draft = ${draft} and ended is null and ${isMine(person)}`.execute(
    db(),
  )
  const { rows } = await sql<{ writers: number; already: boolean }>`
    select count(*)::int as writers, coalesce(bool_or(person = ${person}), false) as already from draft_writer where draft = ${draft}`.execute(
    db(),
  )
  if (rows[0]!.already) return
  if (rows[0]!.writers >= mostWriters) refuse('conflict', 'contributors.tooMany', { most: mostWriters })
  await letWrite({ id: draft, circle }, person, role, shown)
  await audit(viewer, 'draft.joined', draft, { person })
}
