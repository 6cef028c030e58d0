import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { announce } from '../../base/outbox/announce.ts'
import { system } from '../../base/viewer.ts'
import { recount } from '../recounting.ts'
import { tellOf } from './claiming.ts'
import { provenBy } from './proving.ts'

/** What is done by a link is done by whoever reads that mail: we do not know who. */
const proven = system('list-proof')

/** Takes the name off what was written from there, now and in what is brought along later. What somebody took on says theirs. */
export const takeNameOff = (token: string): Promise<void> =>
  atomically(async () => {
    const { rows } = await sql<{ id: number }>`
      select id from mail_author where address_hash = ${provenBy(token)} and wish is distinct from 'removed' order by id for update`.execute(
      db(),
    )
    const ids = rows.map(({ id }) => id)
    await unname(ids)
    await audit(proven, 'list.unnamed', undefined, { authors: ids })
  })

/** Removes what was written from there, and has it left out of what is brought along later. What somebody took on is theirs to remove. */
export const removeAll = (token: string): Promise<void> =>
  atomically(async () => {
    const { rows } = await sql<{ id: number }>`
      select id from mail_author where address_hash = ${provenBy(token)} and person is null order by id for update`.execute(
      db(),
    )
    const ids = rows.map(({ id }) => id)
    await removeSaid(ids)
    await audit(proven, 'list.removed', undefined, { authors: ids })
  })

/**
 * Takes a name off all that these wrote: it says none from then on, loses its signature, and where messages of the same
 * conversations wrote the whole name it is left out too. Inside a transaction that holds the authors.
 */
export async function unname(authors: number[]): Promise<void> {
  const { rows: names } = await sql<{ name: string }>`
    select distinct name from mail_author where id = any(${authors}::bigint[])`.execute(db())
  const { rows: threads } = await sql<{ id: number }>`
    select distinct thread as id from post where mail_author = any(${authors}::bigint[])`.execute(db())
  await sql`update mail_author set name = '', wish = 'unnamed' where id = any(${authors}::bigint[])`.execute(
    db(),
  )
  await sql`
    update post_mail set rest = null from post
    where post.thing = post_mail.post and post.mail_author = any(${authors}::bigint[]) and post.person is null`.execute(
    db(),
  )
  const written = waysToWrite(names.map(({ name }) => name))
  const ids = threads.map(({ id }) => id)
  if (written) await leaveOut(written, ids)
  await tellOf(authors)
  await tellSearch(ids)
}

/** One name alone stands for many things; the whole one, be it turned round, for somebody. */
function waysToWrite(names: string[]): string | undefined {
  const ways = names.flatMap((name) => {
    const [last, first] = name.split(/,\s*/)
    return first ? [name, `${first} ${last}`] : [name]
  })
  const whole = ways.filter((name) => /\S\s+\S/.test(name) && name.length > 4)
  if (whole.length === 0) return undefined
  return whole.map((name) => name.replace(/[^\p{L}\p{N}\s]/gu, '\\$&').replace(/\s+/g, '\\s+')).join('|')
}

async function leaveOut(written: string, threads: number[]): Promise<void> {
  const pattern = `(${written})`
  await sql`
    update post set body = regexp_replace(body, ${pattern}, '…', 'gi')
    where thread = any(${threads}::bigint[]) and mail_author is not null and person is null and body ~* ${pattern}`.execute(
    db(),
  )
  await sql`
    update post_mail set rest = regexp_replace(rest, ${pattern}, '…', 'gi') from post
    where post.thing = post_mail.post and thread = any(${threads}::bigint[]) and mail_author is not null and rest ~* ${pattern}`.execute(
    db(),
  )
  await sql`
    update thread set title = regexp_replace(title, ${pattern}, '…', 'gi')
    where thing = any(${threads}::bigint[]) and archive is not null and title ~* ${pattern}`.execute(db())
}

/** Search keeps words of its own: conversations, and all that is said in them, are looked at anew. */
async function tellSearch(threads: number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select unnest(${threads}::bigint[]) as id union all select thing from post where thread = any(${threads}::bigint[]) and mail_author is not null`.execute(
    db(),
  )
  for (let at = 0; at < rows.length; at += 1_000)
    await announce('thing.changed', { ids: rows.slice(at, at + 1_000).map(({ id }) => id) })
}

/** Removes all that these wrote and nobody took on, with what goes with it. Inside a transaction that holds the authors. */
export async function removeSaid(authors: number[]): Promise<void> {
  await sql`
    update mail_author set name = '', wish = 'removed' where id = any(${authors}::bigint[]) and person is null`.execute(
    db(),
  )
  await tellOf(authors)
  // What was folded below an answer is what it quotes of this.
  await sql`
    update post_mail set rest = null from post join post as before on before.thing = post.answers
    where post.thing = post_mail.post and post.mail_author is not null and before.mail_author = any(${authors}::bigint[]) and before.person is null`.execute(
    db(),
  )
  const { rows } = await sql<{ id: number; thread: number }>`
    delete from post where mail_author = any(${authors}::bigint[]) and person is null returning thing as id, thread`.execute(
    db(),
  )
  const gone = rows.map(({ id }) => id)
  const homes = [...new Set(rows.map(({ thread }) => thread))]
  const empty = await recount(homes)
  const over = [...gone, ...empty]
  await sql`update thing set state = 'withdrawn' where id = any(${over}::bigint[])`.execute(db())
  await sql`update file_use set removed = now() where thing = any(${gone}::bigint[]) and removed is null`.execute(
    db(),
  )
  // The first words of a conversation stand with it where it is searched.
  const all = [...new Set([...over, ...homes])]
  for (let at = 0; at < all.length; at += 1_000)
    await announce('thing.changed', { ids: all.slice(at, at + 1_000) })
  await changed('threads')
}
