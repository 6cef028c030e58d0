import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { facilitates } from './access.ts'
import type { Community, NamedCommunity, Rest } from './community.ts'

export interface Part extends NamedCommunity {
  /** Ids of the places and topics it is about. */
  subjects: number[]
  rest: Rest | null
}

export interface Around {
  /** Where else it meets. */
  channels: { id: number; label: string; href: string }[]
  /** Its chapters, or the communities of a programme. */
  parts: Part[]
  /** Those that ask to be: for those who facilitate. */
  asking: NamedCommunity[]
  /** Those of its working groups that are at work, the first to end first. */
  groups: { ref: Ref; task: Text; product: Text; ends: string }[]
  /** What its chapters let rise, the newest first; of a chapter, what it let rise itself. */
  risen: Card[]
}

const shown = 24

/** What stands around a community, as far as the viewer may see it. Two queries and those of its cards. */
export async function aroundOf(viewer: Viewer, community: Community): Promise<Around> {
  dependsOn('communities')
  const { id } = community
  const { rows } = await sql<Omit<Around, 'risen'> & { risen: { id: number; kind: string }[] }>`
    select
      coalesce((select json_agg(json_build_object('id', id, 'label', label, 'href', href) order by id)
        from community_channel where community = ${id}), '[]') as channels,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', part.name, 'rest', rest,
          'subjects', array(select subject from about where about.thing = thing.id order by subject)) order by slug)
        from community as part join thing on thing.id = part.thing
        where part.above = ${id} and thing.state = 'published' and ${visibleTo(viewer)}), '[]') as parts,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', part.name) order by slug)
        from community as part join thing on thing.id = part.thing
        where asks_above = ${id} and thing.state in ('draft', 'published') and ${facilitates(viewer, community)}), '[]') as asking,
      coalesce((select json_agg(one) from (
        select thing.ref, task, product, ends from working_group join thing on thing.id = working_group.thing
        where community = ${id} and ended is null and thing.state = 'published' and ${visibleTo(viewer)} order by ends, thing.id limit ${shown}) as one), '[]') as groups,
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind)) from (
        select thing.id, thing.kind from risen join community as chapter on chapter.thing = risen.chapter join thing on thing.id = risen.thing
        where (chapter.above = ${id} or chapter.thing = ${id}) and thing.state = 'published' and ${visibleTo(viewer)}
        group by thing.id order by max(risen.at) desc limit ${shown}) as one), '[]') as risen`.execute(db())
  const { risen, ...around } = rows[0]!
  return { ...around, risen: await cardsOf(viewer, risen) }
}
