import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Thread } from './thread.ts'

/** So much of a post is quoted, in characters. */
const longest = 2_000

/** What a reply that quotes a post begins with; nothing where there is none at this place. One query. */
export async function quotedIn(
  viewer: Viewer,
  { id }: Pick<Thread, 'id'>,
  nth: string | undefined,
): Promise<{ ref: Ref; words: string } | undefined> {
  if (!nth || !/^[0-9]{1,9}$/.test(nth)) return undefined
  const { rows } = await sql<{ ref: Ref; body: string }>`
    select thing.ref, body from post join thing on thing.id = post.thing
    where post.thread = ${id} and nth = ${Number(nth)} and hidden is null and held is null and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return rows[0] && { ref: rows[0].ref, words: quoteOf(rows[0].body) }
}

/** Markdown that quotes this; a quote in it is left out, and so is what goes on too long. */
export function quoteOf(body: string): string {
  const own = body.split('\n').filter((line) => !/^\s*>/.test(line))
  const words = own.join('\n').trim().slice(0, longest)
  return `${words
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')}\n\n`
}
