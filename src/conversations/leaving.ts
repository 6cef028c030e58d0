import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import type { Farewell } from '../base/things/kinds.ts'
import { leaveDoor, saidAtDoor } from './door/leaving.ts'
import { leaveLists, saidOnLists } from './lists/leaving.ts'
import { recount } from './recounting.ts'

/** All that somebody said in conversations, for the export of their account, what they asked without a name too. One query. */
export async function saidBy(person: number): Promise<object> {
  const { rows } = await sql<{ posts: object[]; unsent: object[] }>`
    select
      coalesce((select json_agg(json_strip_nulls(json_build_object('ref', own.ref, 'thread', home.ref, 'title', title, 'nth', nth, 'body', body,
          'lang', post.lang, 'at', at, 'edited', edited, 'organisation', organisation.slug, 'interest', interest, 'leftOut', (select rest from post_mail where post_mail.post = post.thing), 'sealed', post.sealed, 'hidden', hidden, 'hiddenWhy', hidden_why)) order by at)
        from post join thing as own on own.id = post.thing join thread on thread.thing = post.thread join thing as home on home.id = thread.thing
          left join organisation on organisation.thing = post.organisation left join sealed_author on sealed_author.post = post.thing
        where coalesce(sealed_author.person, post.person) = ${person}), '[]') as posts,
      coalesce((select json_agg(json_build_object('place', place, 'typed', typed, 'at', at)) from unsent where person = ${person}), '[]') as unsent`.execute(
    db(),
  )
  return { ...rows[0], door: await saidAtDoor(person), lists: await saidOnLists(person) }
}

/**
 * Who leaves keeps posts named, keeps them unnamed, or has those removed that nobody answered: after which
 * nobody else wrote, and which no other post names as what it answers. What they asked without a name stays
 * so for good. Drafts and how far they read go with them.
 */
export async function sayerLeft(person: number, { unanswered, unnamed }: Farewell): Promise<void> {
  const { rows: threads } = await sql<{ id: number; ref: string }>`
    select distinct thing.id, thing.ref from post join thing on thing.id = post.thread where post.person = ${person}`.execute(
    db(),
  )
  await sql`delete from sealed_author where person = ${person}`.execute(db())
  await sql`delete from unsent where person = ${person}`.execute(db())
  await leaveDoor(person)
  await leaveLists(person, unnamed)
  await sql`delete from reading_position where person = ${person}`.execute(db())
  // Their signature, and by what name their mail program knows it, are no part of what they said. By the name of what
  // came with a list it is known not to be brought along again.
  await sql`update post_mail set rest = null from post where post.thing = post_mail.post and post.person = ${person}`.execute(
    db(),
  )
  await sql`
    delete from post_mail using post where post.thing = post_mail.post and post.person = ${person} and post.mail_author is null`.execute(
    db(),
  )
  const removed = unanswered ? await removeUnanswered(person) : []
  if (threads.length === 0) return
  await announce('thing.changed', { ids: [...threads.map(({ id }) => id), ...removed] })
  await changed(...threads.map(({ ref }) => ref), 'threads')
}

async function removeUnanswered(person: number): Promise<number[]> {
  const { rows } = await sql<{ id: number; thread: number }>`
    delete from post where person = ${person}
      and not exists (select from post as other where other.thread = post.thread and other.nth > post.nth and other.person is distinct from ${person})
      and not exists (select from post as other where other.answers = post.thing and other.person is distinct from ${person})
    returning thing as id, thread`.execute(db())
  const gone = rows.map(({ id }) => id)
  const homes = [...new Set(rows.map(({ thread }) => thread))]
  const empty = await recount(homes)
  const all = [...gone, ...empty]
  await sql`update thing set state = 'withdrawn' where id = any(${all}::bigint[])`.execute(db())
  return all
}
