import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

/** What is talked about a thing, as far as the viewer may see it. */
export interface Talk {
  /** Those with the last posts. */
  threads: { ref: Ref; title: string; lang: string; posts: number; answered: boolean; lastAt: string }[]
  total: number
  /** One can ask about it. */
  asked: boolean
  /** The communities that mind its topics, the largest first. */
  minders: { slug: string; name: Text }[]
}

const shown = 5

/** The conversations about a `thing`, and who minds its topics, as one value of JSON. */
export function talkAsked(viewer: Viewer): RawBuilder<Talk> {
  dependsOn('communities')
  const about = sql`from thread join thing as home on home.id = thread.thing
    where thread.concerning = thing.id and merged_into is null and home.state = 'published' and ${visibleTo(viewer, 'home.circle')}`
  return sql`jsonb_build_object(
    'threads', coalesce((select jsonb_agg(jsonb_build_object('ref', ref, 'title', title, 'lang', lang, 'posts', posts, 'answered', answered, 'lastAt', last_at) order by last_at desc) from (
      select home.ref, title, lang, posts, accepted is not null as answered, last_at ${about} order by last_at desc limit ${shown}) as latest), '[]'),
    'asked', thing.kind in ('record', 'page', 'agenda-question', 'collection'),
    'total', (select count(*)::int ${about}),
    'minders', coalesce((select jsonb_agg(jsonb_build_object('slug', slug, 'name', name)) from (
      select slug, community.name from community join thing as home on home.id = community.thing
      where home.state = 'published' and rest is distinct from 'closed' and ${visibleTo(viewer, 'home.circle')}
        and exists (select from about as ours join within on within.ancestor = ours.subject
          join about as theirs on theirs.subject = within.thing join thing as topic on topic.id = ours.subject
          where ours.thing = home.id and theirs.thing = thing.id and topic.kind = 'topic')
      order by (select count(*) from membership where membership.community = home.id and ended is null) desc limit 3) as minding), '[]'))`
}
