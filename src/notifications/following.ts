import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { isRef } from '../base/ids.ts'
import { found, missing } from '../base/refusal.ts'
import { cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { type Url, url } from '../ui/url.ts'
import { unchosen } from './notice.ts'

interface Followed {
  id: number
  kind: 'thread' | 'community'
}

/** What can be followed, if the viewer may see it: 404 else. */
async function followable(viewer: Viewer, ref: string): Promise<Followed> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<Followed>`
    select id, kind from thing where ref = ${ref} and kind in ('thread', 'community') and state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return found(rows[0])
}

/** From now on the viewer hears of this thread or community, or no more. Refuses strangers. Gives where it is. */
export async function follow(viewer: Viewer, ref: string, follows: boolean): Promise<Url> {
  const person = personOf(viewer)
  return atomically(async () => {
    const thing = await followable(viewer, ref)
    await keepFollowing(person, thing, follows)
    const [card] = await cardsOf(viewer, [thing])
    return card?.href ?? url`/notices/choices`
  })
}

/** Keeps it, for whoever is known to want it. */
export async function keepFollowing(person: number, { id, kind }: Followed, follows: boolean): Promise<void> {
  if (kind === 'thread')
    await sql`
      insert into thread_following (person, thread, follows) values (${person}, ${id}, ${follows})
      on conflict (person, thread) do update set follows = excluded.follows, at = now()`.execute(db())
  else
    await sql`
      insert into community_choice (person, community, level) values (${person}, ${id}, ${follows ? unchosen.community : 'nothing'})
      on conflict (person, community) do update set level = excluded.level, at = now()`.execute(db())
}
