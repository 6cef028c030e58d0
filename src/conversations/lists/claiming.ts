import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { post } from '../../base/mail/mail.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { secret } from '../../base/secret.ts'
import type { Text } from '../../base/text.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { hashOf } from './authors.ts'

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

/** What may be the viewer's by their own address, and what they took on. One query. */
export async function writtenByMe(viewer: Viewer): Promise<{ offered: Written[]; mine: Written[] }> {
  if (viewer.kind !== 'person') return { offered: [], mine: [] }
  const { rows } = await sql<Written>`
    select ${written(viewer.id)} where person = ${viewer.id} or (offered_to = ${viewer.id} and person is null and declined is null and wish is null) order by slug`.execute(
    db(),
  )
  return { offered: rows.filter(({ mine }) => !mine), mine: rows.filter(({ mine }) => mine) }
}

/** Takes on what may be theirs, which from then on says their name as any post of theirs. 404 for what is not offered to them. */
export const takeOn = (viewer: Viewer, id: number): Promise<void> =>
  atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ id: number }>`
      select id from mail_author where id = ${id} and offered_to = ${me} and person is null and declined is null and wish is null for update`.execute(
      db(),
    )
    await give(viewer, me, [found(rows[0]).id])
  })

/** Says that it is not theirs: they are not asked again. */
export const decline = (viewer: Viewer, id: number): Promise<void> =>
  atomically(async () => {
    const { rows } = await sql`
      update mail_author set declined = now() where id = ${id} and offered_to = ${personOf(viewer)} and person is null returning id`.execute(
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
async function tellOf(authors: number[]): Promise<void> {
  const { rows } = await sql<{ ref: string }>`
    select distinct thing.ref from post join thing on thing.id = post.thread where mail_author = any(${authors}::bigint[])`.execute(
    db(),
  )
  await changed(...rows.map(({ ref }) => ref), 'threads', 'people')
}

const day = 86_400_000
const validDays = 3

const sign = (text: string): string =>
  createHmac('sha256', secret()).update(`lists.proof ${text}`).digest('base64url').slice(0, 32)

/** Mails a link to this address, by which whoever reads its mail finds what was written from it; nothing where nothing was. Whoever asks hears the same. */
export const sendProof = (address: string): Promise<void> =>
  atomically(async () => {
    const hash = hashOf(address)
    const { rows } = await sql`
      select from mail_author where address_hash = ${hash} and wish is distinct from 'removed' limit 1`.execute(
      db(),
    )
    if (rows.length === 0) return
    const text = `${hash}.${(Math.floor(Date.now() / day) + validDays).toString(36)}`
    await post({
      to: address.trim(),
      lang: reader().lang,
      subject: t('lists.proofSubject', { site: site().name }),
      body: [
        t('lists.proofWords', { site: site().name }),
        site().origin + url`/lists/mine/${`${text}.${sign(text)}`}`,
        t('lists.proofNot', { days: validDays }),
      ].join('\n\n'),
    })
  })

/** The keyed hash of the address that a link was mailed to. 404 for one that is none, or over. */
function provenBy(token: string): string {
  const [hash = '', last = '', signature = ''] = token.split('.')
  const right = Buffer.from(sign(`${hash}.${last}`))
  const given = Buffer.from(signature)
  if (given.length !== right.length || !timingSafeEqual(given, right)) missing()
  if (!(Number.parseInt(last, 36) * day >= Date.now() - day)) refuse('gone', 'lists.linkOver')
  return hash
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
    const all = (await writtenFrom(viewer, token)).filter(({ claimed }) => !claimed)
    if (all.length === 0) refuse('conflict', 'lists.nothingLeft')
    await sql`update mail_author set wish = null where id = any(${all.map(({ id }) => id)}::bigint[])`.execute(
      db(),
    )
    await give(
      viewer,
      me,
      all.map(({ id }) => id),
    )
  })

/** What is done by a link is done by whoever reads that mail: we do not know who. */
const proven = system('list-proof')

/** Takes the name off what was written from there, now and in what is brought along later. What somebody took on says theirs. */
export const takeNameOff = (token: string): Promise<void> =>
  atomically(async () => {
    const { rows } = await sql<{ id: number }>`
      update mail_author set name = '', wish = 'unnamed' where address_hash = ${provenBy(token)} and wish is distinct from 'removed' returning id`.execute(
      db(),
    )
    const ids = rows.map(({ id }) => id)
    await audit(proven, 'list.unnamed', undefined, { authors: ids })
    await tellOf(ids)
  })

/** Removes what was written from there, and has it left out of what is brought along later. What somebody took on is theirs to remove. */
export const removeAll = (token: string): Promise<void> =>
  atomically(async () => {
    const { rows } = await sql<{ id: number }>`
      update mail_author set name = '', wish = 'removed' where address_hash = ${provenBy(token)} and person is null returning id`.execute(
      db(),
    )
    const ids = rows.map(({ id }) => id)
    await tellOf(ids)
    await removeSaid(ids)
    await audit(proven, 'list.removed', undefined, { authors: ids })
  })

async function removeSaid(authors: number[]): Promise<void> {
  const { rows } = await sql<{ id: number; thread: number }>`
    delete from post where mail_author = any(${authors}::bigint[]) returning thing as id, thread`.execute(
    db(),
  )
  const gone = rows.map(({ id }) => id)
  const homes = [...new Set(rows.map(({ thread }) => thread))]
  await sql`
    update thread set posts = (select count(*) from post where post.thread = thread.thing and (held is null or nth = 1)),
      last_at = coalesce((select max(at) from post where post.thread = thread.thing and held is null), last_at)
    where thing = any(${homes}::bigint[])`.execute(db())
  const { rows: empty } = await sql<{ id: number }>`
    select thing as id from thread where thing = any(${homes}::bigint[]) and posts = 0`.execute(db())
  const all = [...gone, ...empty.map(({ id }) => id)]
  await sql`update thing set state = 'withdrawn' where id = any(${all}::bigint[])`.execute(db())
  await sql`update file_use set removed = now() where thing = any(${gone}::bigint[]) and removed is null`.execute(
    db(),
  )
  for (let at = 0; at < all.length; at += 1_000)
    await announce('thing.changed', { ids: all.slice(at, at + 1_000) })
}
