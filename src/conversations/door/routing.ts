import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { findThings } from '../../base/things/finding.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Joining } from '../../communities/community.ts'
import { most, type Proposal } from './question.ts'

interface Asked {
  title: string
  body: string
  lang: string
  /** The ids of the place and of the topic that were said. */
  about: number[]
}

/** What there is already that may answer a question, and where it may belong. */
export interface Likely {
  alike: Card[]
  proposals: Proposal[]
}

/** So much of what was found by its words speaks for a community. */
const mostFound = 60

/** So much of a question is searched for, in characters. */
const searched = 400

/** One query and those of a search and of cards. */
export async function likelyFor(viewer: Viewer, asked: Asked): Promise<Likely> {
  dependsOn('communities', 'threads')
  const found = await foundBy(viewer, `${asked.title} ${asked.body}`)
  const { rows } = await sql<{
    alike: { id: number; kind: string }[]
    proposals: (Omit<Proposal, 'why'> & Proposal['why'])[]
  }>`
    select coalesce((select json_agg(one) from (${alikeIn(viewer, found)}) as one), '[]') as alike,
      coalesce((select json_agg(one) from (${proposalsFor(viewer, asked, found)}) as one), '[]') as proposals`.execute(
    db(),
  )
  const { alike, proposals } = rows[0]!
  return {
    alike: await cardsOf(viewer, alike),
    proposals: proposals.map(({ topic, place, words, lang, ...one }) => ({
      ...one,
      why: { topic, place, words, lang },
    })),
  }
}

/** Records and answered conversations that are found by the words of a question, the likeliest first. */
export async function alikeTo(viewer: Viewer, words: string): Promise<Card[]> {
  dependsOn('threads', 'things')
  const found = await foundBy(viewer, words)
  const { rows } = await alikeIn(viewer, found).execute(db())
  return cardsOf(viewer, rows)
}

const foundBy = async (viewer: Viewer, words: string): Promise<number[]> =>
  (await findThings(viewer, words.slice(0, searched))).slice(0, mostFound)

const alikeIn = (viewer: Viewer, found: number[]): RawBuilder<{ id: number; kind: string }> => sql`
  select id, kind from (
    select distinct on (answer.id) answer.id, answer.kind, hit.nth
    from unnest(${found}::bigint[]) with ordinality as hit (thing, nth)
      left join post on post.thing = hit.thing
      join thing as answer on answer.id = coalesce(post.thread, hit.thing)
      left join thread on thread.thing = answer.id
    where answer.state = 'published' and ${visibleTo(viewer, 'answer.circle')}
      and (answer.kind = 'record' or (answer.kind = 'thread' and merged_into is null and (accepted is not null or posts > 1)))
    order by answer.id, hit.nth) as one
  order by nth limit ${most.alike}`

/**
 * The communities that may be the ones for a question, the likeliest first: by the topics and places they mind, by
 * what was found in them by its words, by their languages. Those where the viewer could not ask are left out.
 */
function proposalsFor(viewer: Viewer, asked: Asked, found: number[]): RawBuilder<unknown> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`
    with hit as materialized (
      select coalesce(thread.community, page.community, agenda_question.community, found.thing) as community
      from unnest(${found}::bigint[]) as found (thing)
        left join post on post.thing = found.thing left join thread on thread.thing = coalesce(post.thread, found.thing)
        left join page on page.thing = found.thing left join agenda_question on agenda_question.thing = found.thing),
      asked as materialized (
        select unnest(${asked.about}::bigint[]) as subject
        union select thing from concept where ${asked.about.length === 0} and thing = any(${found.slice(0, 12)}::bigint[])),
      near as materialized (
        select ancestor as subject from asked join within on within.thing = asked.subject
        union select within.thing from asked join within on within.ancestor = asked.subject),
      scored as (
        select thing.id, slug, community.name, question, joining,
          exists (select from membership where membership.community = thing.id and person = ${me} and standing = 'member' and ended is null) as mine,
          exists (select from about join near using (subject) join concept on concept.thing = near.subject where about.thing = thing.id) as topic,
          exists (select from about join near using (subject) join place on place.thing = near.subject where about.thing = thing.id and place.level <> 'world') as place,
          (select count(*)::int from hit where hit.community = thing.id) as words,
          jsonb_exists(community.name -> 'texts', ${asked.lang})
            or exists (select from thread where thread.community = thing.id and not resting and thread.lang = ${asked.lang}) as lang,
          for_governments
        from community join thing on thing.id = community.thing
        where thing.state = 'published' and ${visibleTo(viewer)} and rest is distinct from 'closed')
    select id, slug, name, question, joining, mine, topic, place, words, lang from scored
    where (topic or place or words > 0) and (mine or (joining <> 'invitation' and not for_governments))
    order by topic::int * 4 + place::int * 2 + least(words, 5) + lang::int + mine::int desc, slug limit ${most.proposed}`
}

/** Every community in which the viewer could ask, by its slug, for whoever chooses another. At most two hundred. One query. */
export async function whereToAsk(viewer: Viewer): Promise<Pick<Proposal, 'slug' | 'name' | 'joining'>[]> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<{ slug: string; name: Proposal['name']; joining: Joining }>`
    select slug, community.name, joining from community join thing on thing.id = community.thing
    where thing.state = 'published' and ${visibleTo(viewer)} and rest is distinct from 'closed'
      and ((joining <> 'invitation' and not for_governments) or exists (
        select from membership where membership.community = thing.id and person = ${me} and standing = 'member' and ended is null))
    order by slug limit 200`.execute(db())
  return rows
}
