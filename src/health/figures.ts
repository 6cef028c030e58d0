import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { inTermOf } from '../base/in-term.ts'
import { everyone, members, type Viewer, visibleTo } from '../base/viewer.ts'
import type { Community } from '../communities/community.ts'
import { type Unheard, unheardAsked } from '../conversations/unheard.ts'
import type { Quarter } from './rule.ts'

/** What really happens in a community, counted; of people always how many, never who. */
export interface Figures {
  /** Days since it began here or its oldest thread did, and since anybody said anything. */
  age: number
  since: number
  /** Those that are over, the oldest first; and the distinct people of the running one. */
  quarters: (Quarter & { begins: string })[]
  running: number
  /** Distinct people in ninety days, and in the running quarter and the four before it. */
  of90: number
  people: number
  /** Who came for the first time in the last four quarters that are over, and who of them said more within ninety days. */
  newcomers: number
  returned: number
  /** Who takes part in another community here as well. */
  bridges: number
  /** Questions that nobody answered in a week. */
  orphans: { ref: Ref; title: string; lang: string }[]
  orphaned: number
  unheard: Unheard
  /** In a year: the languages it is spoken in, posts in all, those that came by mail, those of facilitators. */
  langs: string[]
  posts: number
  byMail: number
  byFacilitators: number
  places: number
  topics: number
  agenda: number
  library: number
  pages: number
  written: number
  channels: number
  /** Goals that are open, those of them that are over their day, and those reached. */
  goals: number
  overdue: number
  reached: number
  /** Whose terms end within sixty days. */
  ending: number
  /** In a year: uses of what stands in its library; and value stories in all, those for facilitators left out. */
  uses: number
  stories: number
}

const mailPosts = sql`exists (select from post_mail where post_mail.post = post.thing)`

/** Of a `post`: who said it, by account or by what a list knows of them; nobody where it was said without a name. */
const who = sql`coalesce(post.person, -post.mail_author)`
/** Of a `post`: others read it. */
const stands = sql`post.hidden is null and post.held is null`

const communitiesOf = (id: number) => sql`
  select part.thing from community as part where part.thing = ${id}
  union select part.thing from community as part join thing on thing.id = part.above and thing.sort = 'programme' where part.above = ${id}`

const count = (query: RawBuilder<unknown>) => sql`(select count(*)::int ${query})`

/** Everything that is counted of a community that the viewer may see. One query. */
export async function figuresOf(viewer: Viewer, { id }: Pick<Community, 'id'>): Promise<Figures> {
  dependsOn('communities', 'records')
  const { rows } = await sql<Figures>`
    with parts as (${communitiesOf(id)}),
    began as (select date_trunc('quarter', now())::date as running),
    took as (select quarter, who from took_part where community in (select thing from parts) group by quarter, who),
    firsts as (select who, min(quarter) as quarter from took group by who),
    talk as (
      select thread.thing, thread.form, thread.title, thread.lang, thread.opened, thread.accepted, thread.closed, thread.archive, thread.last_at, thing.ref, thing.circle
      from thread join thing on thing.id = thread.thing left join list_archive on list_archive.id = thread.archive
      where thread.community in (select thing from parts) and thing.state = 'published' and merged_into is null
        and (list_archive.id is null or list_archive.opened is not null)),
    recent as (
      select talk.*, asker, exists (
        select from post where post.thread = talk.thing and nth > 1 and ${stands} and ${who} is distinct from asker and post.at < talk.opened + interval '7 days') as answered
      from talk left join lateral (select ${who} as asker from post where post.thread = talk.thing and nth = 1) as first on true
      where opened > now() - interval '27 months'),
    lately as materialized (
      select ${who} as who, post.at, post.lang, ${mailPosts} as mail
      from began, talk join post on post.thread = talk.thing
      where last_at >= running - interval '1 year' and post.at >= running - interval '1 year' and ${stands} and not post.sealed
        and (post.person is not null or not exists (select from mail_author where mail_author.id = post.mail_author and wish is not null))),
    said as (select * from lately where at > now() - interval '1 year'),
    came as (
      select who, min(at) as at from firsts join lately using (who), began
      where quarter < running and quarter >= running - interval '1 year' group by who),
    orphan as (
      select ref, title, lang, opened from recent where form = 'question' and accepted is null and closed is null and not answered
        and opened between now() - interval '180 days' and now() - interval '7 days' and ${visibleTo(viewer, 'recent.circle')}
        and not exists (select from post where post.thread = recent.thing and nth > 1 and ${stands} and ${who} is distinct from recent.asker))
    select
      current_date - least((select made from thing where id = ${id}), (select min(opened) from talk where archive is null))::date as age,
      coalesce((select current_date - max(last_at)::date from thread where community in (select thing from parts)), current_date - (select made::date from thing where id = ${id})) as since,
      coalesce((select json_agg(json_build_object('begins', quarter, 'people', coalesce(people, 0), 'newcomers', coalesce(newcomers, 0),
          'opened', coalesce(opened, 0), 'answered', coalesce(answered, 0)) order by quarter)
        from began, lateral (select day::date as quarter from generate_series((select min(quarter) from took), running - interval '3 months', interval '3 months') as day) as every
          left join (select quarter, count(*)::int as people from took group by quarter) as took_then using (quarter)
          left join (select quarter, count(*)::int as newcomers from firsts group by quarter) as came_then using (quarter)
          left join (select date_trunc('quarter', opened)::date as quarter, count(*)::int as opened, count(*) filter (where answered)::int as answered
            from recent group by 1) as begun_then using (quarter)), '[]') as quarters,
      ${count(sql`from took, began where quarter = running`)} as running,
      (select count(distinct who)::int from said where at > now() - interval '90 days') as of90,
      (select count(distinct who)::int from took, began where quarter >= running - interval '1 year') as people,
      ${count(sql`from came`)} as newcomers,
      ${count(sql`from came where exists (select from lately where lately.who = came.who
        and lately.at > came.at + interval '1 day' and lately.at < came.at + interval '90 days')`)} as returned,
      (select count(distinct took.who)::int from took, began where quarter >= running - interval '1 year' and exists (
        select from taking_part as other join thing as place on place.id = other.community
        where other.person = took.who and other.quarter >= running - interval '1 year' and other.community not in (select thing from parts)
          and other.community is distinct from (select above from community where thing = ${id})
          and place.state = 'published' and place.circle in (${everyone}, ${members}))) as bridges,
      coalesce((select json_agg(json_build_object('ref', ref, 'title', title, 'lang', lang)) from (select * from orphan order by opened limit 3) as one), '[]') as orphans,
      ${count(sql`from orphan`)} as orphaned,
      ${unheardAsked(viewer, sql`${id}::bigint`)} as unheard,
      array(select lang from said group by lang order by count(*) desc, lang limit 12) as langs,
      ${count(sql`from said`)} as posts,
      ${count(sql`from said where mail`)} as "byMail",
      ${count(sql`from said where who in (select person from community_role where community_role.community = ${id} and role = 'facilitator' and ${inTermOf('community_role')})`)} as "byFacilitators",
      ${count(sql`from about join place on place.thing = about.subject where about.thing = ${id}`)} as places,
      ${count(sql`from about join concept on concept.thing = about.subject where about.thing = ${id}`)} as topics,
      ${count(sql`from agenda_question where agenda_question.community = ${id} and progress in ('open', 'begun')`)} as agenda,
      ${count(sql`from library_item where library_item.community = ${id} and removed is null`)} as library,
      ${count(sql`from page join thing on thing.id = page.thing where page.community = ${id} and thing.state = 'published'`)} as pages,
      ${count(sql`from write_up join talk on talk.thing = write_up.source where published is not null`)} as written,
      ${count(sql`from community_channel where community_channel.community = ${id}`)} as channels,
      ${count(sql`from community_goal where community_goal.community = ${id} and ended is null`)} as goals,
      ${count(sql`from community_goal where community_goal.community = ${id} and ended is null and by < current_date`)} as overdue,
      ${count(sql`from community_goal where community_goal.community = ${id} and how = 'reached'`)} as reached,
      ${count(sql`from community_role where community_role.community = ${id} and role = 'facilitator' and ${inTermOf('community_role')} and until <= current_date + 60`)} as ending,
      ${count(sql`from library_item join use on use.record = library_item.target join thing on thing.id = use.thing
        where library_item.community = ${id} and removed is null and use.person is not null and use.withdrawn is null and use.hidden is null and use.said > now() - interval '1 year' and ${visibleTo(viewer)}`)} as uses,
      ${count(sql`from value_story where value_story.community = ${id} and withdrawn is null and hidden is null and held is null and open_to <> 'facilitators'`)} as stories`.execute(
    db(),
  )
  return rows[0]!
}
