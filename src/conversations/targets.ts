import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { anywhere } from '../base/text.ts'
import { findThings } from '../base/things/finding.ts'
import { everyone, holds, type Viewer, visibleTo } from '../base/viewer.ts'
import type { NamedCommunity } from '../communities/community.ts'
import { inTerm } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { mayArrange } from './access.ts'
import { most, type Thread } from './thread.ts'

/** A thread that another could be put into. */
export interface Target {
  ref: Ref
  title: string
  lang: string
  posts: number
  /** None at the door. */
  home: NamedCommunity | null
}

/**
 * Where whoever arranges a thread could put it: the open threads that they arrange too and that are read by no more
 * than this one, best first by these words; without any, those of the same community in which something was said
 * last. At most twenty.
 */
export async function targetsFor(viewer: Viewer, thread: Thread, q = ''): Promise<Target[]> {
  const me = personOf(viewer)
  const found = q ? await findThings(viewer, q) : []
  const atDoor = mayArrange(viewer, { community: null, onDuty: thread.onDuty, waits: false })
  // What was written this minute is not found by its words yet.
  const wanted = q
    ? sql`(thing.id = any(${found}::bigint[]) or exists (select from post where post.thread = thing.id and post.thing = any(${found}::bigint[])) or title ilike ${anywhere(q)})`
    : sql`thread.community is not distinct from ${thread.community?.id ?? null}`
  const { rows } = await sql<Target>`
    select thing.ref, title, lang, posts,
      (select json_build_object('slug', slug, 'name', community.name) from community where community.thing = thread.community) as home
    from thread join thing on thing.id = thread.thing
    where ${wanted} and thing.id <> ${thread.id} and thing.state = 'published' and ${visibleTo(viewer)}
      and closed is null and merged_into is null
      and (${thread.circle === everyone} or thing.circle = ${thread.circle})
      and case when thread.community is null then ${atDoor} else ${holds(viewer, 'operator')} or exists (
        select from community_role where community_role.community = thread.community and person = ${me} and role = 'facilitator' and ${inTerm}) end
    order by array_position(${found}::bigint[], thing.id), last_at desc, thing.id limit ${most.listed}`.execute(
    db(),
  )
  return rows
}
