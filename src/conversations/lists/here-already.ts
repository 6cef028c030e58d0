import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** By the name of a message. */
export type Known = Map<string, { post: number; thread: number }>

/** Posts of a community by the names of the messages they came by. */
export async function knownIn(community: number, names: string[]): Promise<Known> {
  const { rows } = await sql<{ name: string; post: number; thread: number }>`
    select distinct on (message_id) message_id as name, post.thing as post, post.thread from post_mail join post on post.thing = post_mail.post
      join thread on thread.thing = post.thread where message_id = any(${names}::text[]) and thread.community = ${community} order by message_id, post.thing`.execute(
    db(),
  )
  return new Map(rows.map(({ name, ...one }) => [name, one]))
}

/** A conversation that messages are put into, and which number the next has there. */
export interface Home {
  id: number
  next: number
}

/**
 * Those of these conversations that messages of a list may be put into: they came from a list, and are read by the same
 * circle, the members. One that was opened takes no more: what comes to it would be open before anybody decided that.
 */
export async function homesAmong(threads: number[], circle: number): Promise<Map<number, Home>> {
  if (threads.length === 0) return new Map()
  const { rows } = await sql<Home>`
    select thread.thing as id, next_nth as next from thread join thing on thing.id = thread.thing
    where thread.thing = any(${threads}::bigint[]) and archive is not null and merged_into is null and circle = ${circle} and thing.state = 'published'`.execute(
    db(),
  )
  return new Map(rows.map((home) => [home.id, home]))
}
