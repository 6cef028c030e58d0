import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { belongs } from '../communities/access.ts'
import type { Community } from '../communities/community.ts'
import type { DeedKind } from '../communities/deeds.ts'
import { communityFor } from '../communities/reading.ts'
import { authorOf, keepsInstance } from './access.ts'
import { most } from './matter.ts'
import { keepsPeace, undoable } from './measuring.ts'

export interface Line {
  id: number
  kind: DeedKind
  reason: string
  at: string
  until: string | null
  /** It was undone. */
  over: boolean
  /** Where it is, as far as the viewer may see it. */
  of: { kind: string; ref: Ref } | null
  /** Whom it concerned and who did it, for those who keep the peace. */
  person: { name: string; handle: string } | null
  by: string | null
  /** For the instance: the community it was done in, as far as the viewer may see it. */
  in: { slug: string; name: Text } | null
  mayUndo: boolean
}

/** Of a `deed`: whoever did it did not look after the community then. */
const fromAbove = sql<boolean>`(deed.by is not null and not exists (
  select from community_role as one where one.community = deed.community and one.person = deed.by and role in ('facilitator', 'moderator')
    and since <= deed.at::date and (one.ended is null or one.ended > deed.at) and (one.until is null or one.until >= deed.at::date)))`

/**
 * What moderators did in a community, for its members; for those who keep the peace of the instance, what was done
 * for all of it and, in communities, by whoever does not look after them. Nobody is named but to those. Refuses others; 404 for a community that is not open to the viewer. Two queries.
 */
export async function logOf(
  viewer: Viewer,
  slug: string | undefined,
  page: number,
): Promise<{ place: Community | undefined; lines: Line[]; total: number; keeps: boolean }> {
  const place = slug === undefined ? undefined : await communityFor(viewer, slug)
  const keeps = keepsPeace(viewer, place)
  if (!keeps && !(place && belongs(place))) refuse('forbidden', 'moderation.membersOnly')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Line & { total: number }>`
    select deed.id, deed.kind, reason, at, until, ended is not null as over, count(*) over ()::int as total,
      (select json_build_object('kind', thing.kind, 'ref', thing.ref) from thing where thing.id = deed.thing and state = 'published' and ${visibleTo(viewer)}) as of,
      (select json_build_object('name', name, 'handle', handle) from person where person.thing = deed.person and ${keeps}) as person,
      (select name from person where person.thing = deed.by and ${keeps}) as by,
      (select json_build_object('slug', slug, 'name', name) from community join thing on thing.id = community.thing
        where community.thing = deed.community and ${place === undefined} and state = 'published' and ${visibleTo(viewer)}) as in,
      ${keeps} and community is not distinct from ${place?.id ?? null} and ended is null and deed.kind = any(${undoable}::text[]) and deed.person is distinct from ${me} and ${authorOf(sql`deed.thing`)} is distinct from ${me} as "mayUndo"
    from deed where ${place ? sql`community = ${place.id}` : sql`(community is null or ${fromAbove}) and ${keepsInstance(viewer)}`}
    order by deed.id desc limit ${most.perPage} offset ${(page - 1) * most.perPage}`.execute(db())
  return { place, keeps, total: rows[0]?.total ?? 0, lines: rows.map(({ total: _, ...line }) => line) }
}
