import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { recount } from '../recounting.ts'
import { type InTurns, most, type Told, type ToldKind, type Working } from './archive.ts'
import { archiveOf } from './archives.ts'

/** So many messages are looked at in one transaction. */
const together = 500

/** Takes back what is left of an archive to take back. Stopped anywhere it goes on from there. Gives whether there is more to do. */
export async function undo(archive: Working, { enough, told }: InTurns = {}): Promise<boolean> {
  for (let at = archive.through; ; ) {
    const next = await atomically(() => undoSome(archive, at))
    if (next === undefined) return false
    at = next
    told?.(at)
    if (enough?.()) return true
  }
}

interface Standing {
  thread: number
  ref: Ref
  title: string
  /** Those of the archive that stand in it. */
  posts: number[]
  why: ToldKind | null
  begun: boolean
}

async function undoSome(archive: Working, from: number): Promise<number | undefined> {
  const standing = await archiveOf(archive.ref, { lock: true })
  if (standing.state !== 'undoing' || standing.through !== from) return undefined
  const to = from + together
  const some = await conversations(archive.id, from, to)
  if (from >= standing.messages) {
    // What goes on in another archive goes on being found there.
    await sql`
      update thread set archive = (select list_message.archive from post join list_message on list_message.post = post.thing
        where post.thread = thread.thing and list_message.archive <> ${archive.id} order by nth limit 1)
      where archive = ${archive.id} and not exists (select from list_message join post on post.thing = list_message.post
          where list_message.archive = ${archive.id} and post.thread = thread.thing)
        and exists (select from post join list_message on list_message.post = post.thing where post.thread = thread.thing)`.execute(
      db(),
    )
    await sql`
      update list_archive set state = 'undone', threads = (select count(*) from thread where archive = list_archive.id)
      where id = ${archive.id}`.execute(db())
    await sql`
      delete from mail_author where community = ${archive.community} and person is null and wish is null
        and not exists (select from post where post.mail_author = mail_author.id)`.execute(db())
    await changed(archive.ref, 'threads', 'communities')
    return undefined
  }
  const going = some.filter(({ why }) => why === null)
  const posts = going.flatMap((one) => one.posts)
  const threads = going.filter(({ begun }) => begun).map(({ thread }) => thread)
  await sql`delete from thing where id = any(${posts}::bigint[]) or id = any(${threads}::bigint[])`.execute(
    db(),
  )
  await recount(going.filter(({ begun }) => !begun).map(({ thread }) => thread))
  const stays = some.flatMap(({ why, title }): Told[] => (why ? [{ what: why, of: title }] : []))
  const told = [...standing.told, ...stays].slice(0, most.told)
  await sql`
    update list_archive set through = ${Math.min(to, standing.messages)}, told = ${JSON.stringify(told)}::jsonb where id = ${archive.id}`.execute(
    db(),
  )
  await changed(archive.ref, 'threads', ...some.map(({ ref }) => ref))
  return Math.min(to, standing.messages)
}

/** The conversations whose first message of the archive is among these, and why one stays: somebody wrote in it since, changed something, or took messages on. */
async function conversations(archive: number, from: number, to: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    with mine as (
      select post.thread, array_agg(post.thing order by post.nth) as posts, min(position) as first
      from list_message join post on post.thing = list_message.post
      where list_message.archive = ${archive} and outcome = 'made' group by post.thread)
    select mine.thread, thing.ref, title, posts.posts,
      not exists (select from post where post.thread = mine.thread and post.thing <> all(mine.posts)) as begun,
      case when exists (select from post where post.thread = mine.thread and (mail_author is null or answers = any(mine.posts) and thing <> all(mine.posts))) then 'stays-answered'
        when exists (select from post where post.thread = mine.thread and post.thing = any(mine.posts) and person is not null) then 'stays-taken-on'
        when thread.closed is not null or pinned or accepted is not null or merged_into is not null or concerning is not null or away is not null
          or exists (select from thread_summary where thread_summary.thread = mine.thread) or exists (select from implication where implication.thread = mine.thread)
          or exists (select from write_up where source = mine.thread) or exists (select from audit where audit.thing = mine.thread or audit.thing = any(mine.posts))
          or exists (select from post where post.thing = any(mine.posts) and (edited is not null or hidden is not null or held is not null
            or exists (select from thanks where thanks.post = post.thing) or exists (select from passage where said = post.thing)
            or exists (select from matter where matter.thing = post.thing))) then 'stays-changed' end as why
    from mine join thread on thread.thing = mine.thread join thing on thing.id = mine.thread, lateral (select mine.posts) as posts
    where first >= ${from} and first < ${to}`.execute(db())
  return rows
}
