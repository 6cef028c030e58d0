import { type RawBuilder, sql } from 'kysely'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Reach } from '../places/place.ts'

/** Whom one does not hear in a community: languages, chapters, places and levels; never who. */
export interface Unheard {
  langs: { lang: string; count: number }[]
  parts: { slug: string; name: Text }[]
  places: { code: string; name: Record<string, string> }[]
  /** Levels at which members work, by the narrowest place on their page. */
  tiers: Reach[]
}

/** So many days without a word make one unheard. */
export const unheardDays = 90
/** So many members at least speak, work or belong where nothing is heard from, or nobody does: fewer would be named by it. */
const fewestThere = 3

/** All of that of a community, an id as SQL names it, as one value of JSON. */
export function unheardAsked(viewer: Viewer, community: RawBuilder<number>): RawBuilder<Unheard> {
  const since = sql`now() - make_interval(days => ${unheardDays})`
  const posts = sql`from post join thread on thread.thing = post.thread where thread.community = ${community} and post.at > ${since} and hidden is null and held is null`
  const nobodyNamed = (people: RawBuilder<unknown>) =>
    sql`(select count(*) = 0 or count(*) >= ${fewestThere} from (${people}) as there)`
  return sql`jsonb_build_object(
    'langs', coalesce((select jsonb_agg(one) from (
      select line.code as lang, count(distinct line.person)::int as count from membership join profile_line as line on line.person = membership.person and line.kind = 'language' and ${visibleTo(viewer, 'line.circle')}
      where membership.community = ${community} and standing = 'member' and ended is null
        and exists (select ${posts}) and line.code not in (select post.lang ${posts})
      group by line.code having count(distinct line.person) >= ${fewestThere} order by count(distinct line.person) desc limit 2) as one), '[]'),
    'parts', coalesce((select jsonb_agg(one) from (
      select part.slug, part.name from community as part join thing on thing.id = part.thing
      where part.above = ${community} and thing.state = 'published' and rest is null and ${visibleTo(viewer)}
        and not exists (select from post join thread on thread.thing = post.thread where thread.community = part.thing and post.at > ${since})
        and thing.made < ${since}
        and ${nobodyNamed(sql`select from membership where membership.community = part.thing and standing = 'member' and ended is null`)}
      order by part.slug limit 2) as one), '[]'),
    'places', coalesce((select jsonb_agg(one) from (
      select code, place.name from about join place on place.thing = about.subject
      where about.thing = ${community} and place.level <> 'world'
        and (select count(*) from about as other join place as at on at.thing = other.subject where other.thing = ${community}) > 1
        and exists (select ${posts})
        and ${nobodyNamed(sql`select distinct line.person from membership join profile_line as line on line.person = membership.person and line.kind = 'place'
          join within on within.thing = line.subject and within.ancestor = place.thing
          where membership.community = ${community} and standing = 'member' and ended is null`)}
        and not exists (select from post join thread on thread.thing = post.thread join profile_line as line on line.person = post.person and line.kind = 'place' and ${visibleTo(viewer, 'line.circle')}
          join within on within.thing = line.subject
          where thread.community = ${community} and post.at > ${since} and held is null and within.ancestor = place.thing)
      order by code limit 2) as one), '[]'),
    'tiers', coalesce((select jsonb_agg(tier order by tier) from (
      select tier from membership, lateral (
          select case when bool_or(place.level = 'area') then 'local' when bool_or(place.level = 'country') then 'national'
            when bool_or(place.level <> 'world') then 'regional' else 'global' end as tier
          from profile_line as line join place on place.thing = line.subject
          where line.person = membership.person and line.kind = 'place' and ${visibleTo(viewer, 'line.circle')} having count(*) > 0) as works
      where membership.community = ${community} and standing = 'member' and ended is null and exists (select ${posts})
      group by tier having count(*) >= ${fewestThere} and not bool_or(exists (select ${posts} and post.person = membership.person))) as one), '[]'))`
}
