import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import type { Community } from '../communities/community.ts'
import { noteDeed } from '../communities/deeds.ts'
import { type Blocked, folded, siteName } from './blocked.ts'
import { placeToKeep } from './queue.ts'

/** So much a list holds, and so long is a line of it. */
const mostOf = { lines: 500, length: 100 }

export interface Rules {
  firstPosts: number
  blocked: (Blocked & { id: number; given: string })[]
}

async function placeToRule(viewer: Viewer, slug: string | undefined): Promise<Community | undefined> {
  const place = await placeToKeep(viewer, slug)
  if (!place && !holds(viewer, 'operator')) refuse('forbidden', 'moderation.onlyOperators')
  return place
}

/** How a place is looked after: for its moderators; of the instance, for operators. Refuses others. */
export async function rulesOf(
  viewer: Viewer,
  slug: string | undefined,
): Promise<{ place: Community | undefined; rules: Rules }> {
  const place = await placeToRule(viewer, slug)
  const at = place?.id ?? null
  const { rows } = await sql<Rules>`
    select coalesce((select first_posts from peace where community is not distinct from ${at}), 0) as "firstPosts",
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'given', given, 'folded', folded, 'act', act) order by kind, given)
        from blocked where community is not distinct from ${at}), '[]') as blocked`.execute(db())
  return { place, rules: rows[0]! }
}

/** How many first posts of a newcomer wait for a look; none lets all stand at once. */
export function setFirstPosts(viewer: Viewer, slug: string | undefined, firstPosts: number): Promise<void> {
  return atomically(async () => {
    const place = await placeToRule(viewer, slug)
    await sql`
      insert into peace (community, first_posts) values (${place?.id ?? null}, ${firstPosts})
      on conflict (community) do update set first_posts = excluded.first_posts`.execute(db())
    await ruled(viewer, place)
  })
}

/** Words or a site that do not pass, from now on. Refuses what is no site, no words, what stands there already, and too much. */
export function block(
  viewer: Viewer,
  slug: string | undefined,
  { kind, given, act }: Pick<Blocked, 'kind' | 'act'> & { given: string },
): Promise<void> {
  return atomically(async () => {
    const place = await placeToRule(viewer, slug)
    const as = kind === 'site' ? siteName(given) : folded(given)
    if (!as || given.length > mostOf.length)
      return refuse('invalid', kind === 'site' ? 'moderation.noSite' : 'moderation.noWords')
    const { rows } = await sql`
      insert into blocked (community, kind, given, folded, act, by)
      select ${place?.id ?? null}, ${kind}, ${given}, ${as}, ${act}, ${viewer.kind === 'person' ? viewer.id : null}
      where (select count(*) from blocked where community is not distinct from ${place?.id ?? null}) < ${mostOf.lines}
      on conflict (community, kind, folded) do update set act = excluded.act, given = excluded.given returning id`.execute(
      db(),
    )
    if (rows.length === 0) refuse('conflict', 'moderation.listFull', { most: mostOf.lines })
    await ruled(viewer, place)
  })
}

/** They pass again. 404 for what is not on that list. */
export function unblock(viewer: Viewer, slug: string | undefined, id: number): Promise<void> {
  return atomically(async () => {
    const place = await placeToRule(viewer, slug)
    const { rows } =
      await sql`delete from blocked where id = ${id} and community is not distinct from ${place?.id ?? null} returning id`.execute(
        db(),
      )
    found(rows[0])
    await ruled(viewer, place)
  })
}

/** That the rules changed is written down; what they are is for those who keep them. */
async function ruled(viewer: Viewer, place: Community | undefined): Promise<void> {
  await audit(viewer, 'peace.rules-changed', place?.id)
  await noteDeed(viewer, { community: place?.id ?? null, kind: 'rules' })
}
