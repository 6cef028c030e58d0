import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { hashOf } from './authors.ts'
import { provenBy } from './proving.ts'

/** Somebody who wrote on a list, as they find themselves. */
export interface Written {
  id: number
  name: string
  slug: string
  community: Text
  messages: number
  /** Theirs already, by somebody's word. */
  claimed: boolean
  mine: boolean
  wish: 'unnamed' | 'removed' | null
}

const written = (me: number) => sql`
  mail_author.id, mail_author.name, slug, community.name as community, person is not null as claimed, (person = ${me}) is true as mine, wish,
  (select count(*)::int from post where post.mail_author = mail_author.id) as messages
  from mail_author join community on community.thing = mail_author.community`

/** Of a `mail_author`: nobody took it on, and it is this person's by the address they confirm now, or did when they were asked. */
async function mayBeOf(me: number): Promise<RawBuilder<boolean>> {
  const { rows } = await sql<{ email: string }>`
    select email from login."user" join person on person.login = "user".id where person.thing = ${me} and "emailVerified"`.execute(
    db(),
  )
  const hash = rows[0] ? hashOf(rows[0].email) : ''
  return sql`(person is null and wish is null and (offered_to = ${me} or offered_to is null and address_hash = ${hash}) and declined is null)`
}

/** What may be the viewer's by their own address, and what they took on. Two queries. */
export async function writtenByMe(viewer: Viewer): Promise<{ offered: Written[]; mine: Written[] }> {
  if (viewer.kind !== 'person') return { offered: [], mine: [] }
  const { rows } = await sql<Written>`
    select ${written(viewer.id)} where person = ${viewer.id} or ${await mayBeOf(viewer.id)} order by slug`.execute(
    db(),
  )
  return { offered: rows.filter(({ mine }) => !mine), mine: rows.filter(({ mine }) => mine) }
}

/** Takes on what may be theirs, which from then on says their name as any post of theirs. 404 for what is not offered to them. */
export const takeOn = (viewer: Viewer, id: number): Promise<void> =>
  atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ id: number }>`
      select id from mail_author where id = ${id} and ${await mayBeOf(me)} for update`.execute(db())
    await give(viewer, me, [found(rows[0]).id])
  })

/** Says that it is not theirs: they are not asked again. */
export const decline = (viewer: Viewer, id: number): Promise<void> =>
  atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql`
      update mail_author set declined = now(), offered_to = ${me} where id = ${id} and ${await mayBeOf(me)} returning id`.execute(
      db(),
    )
    found(rows[0])
  })

/** Gives back what they took on: it says again what the list said. */
export const giveBack = (viewer: Viewer, id: number): Promise<void> =>
  atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql`
      update mail_author set person = null, claimed = null, declined = now() where id = ${id} and person = ${me} returning id`.execute(
      db(),
    )
    found(rows[0])
    await sql`update post set person = null where mail_author = ${id} and person = ${me}`.execute(db())
    await forgetPart(me)
    await audit(viewer, 'list.given-back', undefined, { author: id })
    await tellOf([id])
  })

async function give(viewer: Viewer, me: number, authors: number[]): Promise<void> {
  await sql`
    update mail_author set person = ${me}, claimed = now(), declined = null where id = any(${authors}::bigint[])`.execute(
    db(),
  )
  await sql`
    update post set person = ${me} where mail_author = any(${authors}::bigint[]) and person is null`.execute(
    db(),
  )
  await sql`
    insert into taking_part (community, quarter, person)
    select distinct thread.community, date_trunc('quarter', post.at)::date, ${me}::bigint from post join thread on thread.thing = post.thread
      left join list_archive on list_archive.id = thread.archive
    where mail_author = any(${authors}::bigint[]) and thread.community is not null and (list_archive.id is null or list_archive.opened is not null)
    on conflict do nothing`.execute(db())
  await audit(viewer, 'list.taken-on', undefined, { authors })
  await tellOf(authors)
}

/** The rings count whoever said something; who gave back all of a quarter did not. */
const forgetPart = (person: number) =>
  sql`delete from taking_part where person = ${person} and not exists (
    select from post join thread on thread.thing = post.thread
    where post.person = taking_part.person and thread.community = taking_part.community and date_trunc('quarter', post.at)::date = taking_part.quarter)`.execute(
    db(),
  )

/** Every page that shows these messages is made anew. */
export async function tellOf(authors: number[]): Promise<void> {
  const { rows } = await sql<{ ref: string }>`
    select distinct thing.ref from post join thing on thing.id = post.thread where mail_author = any(${authors}::bigint[])`.execute(
    db(),
  )
  await changed(...rows.map(({ ref }) => ref), 'threads', 'people')
}

/** What was written from the address that this link was mailed to. The refusals of the link. */
export async function writtenFrom(viewer: Viewer, token: string): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select ${written(viewer.kind === 'person' ? viewer.id : 0)} where address_hash = ${provenBy(token)} and wish is distinct from 'removed' order by slug`.execute(
    db(),
  )
  return rows
}

/** Takes on all that was written from there and that nobody took on. The refusals of the link; who is not signed in. */
export const takeOnBy = (viewer: Viewer, token: string): Promise<void> =>
  atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ id: number }>`
      select id from mail_author where address_hash = ${provenBy(token)} and wish is distinct from 'removed' and person is null order by id for update`.execute(
      db(),
    )
    if (rows.length === 0) refuse('conflict', 'lists.nothingLeft')
    const ids = rows.map(({ id }) => id)
    await sql`update mail_author set wish = null where id = any(${ids}::bigint[])`.execute(db())
    await give(viewer, me, ids)
  })
