import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { type Deed, doingsAsked } from '../../base/things/doing.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { meOf } from '../reading.ts'

export interface Sought {
  topic?: number
  place?: number
  lang?: string
}

/** What somebody did of one kind, how often, and what and where most of it is about. */
export interface Done {
  what: Deed
  count: number
  topic: number | null
  place: number | null
}

export interface Expert {
  id: number
  handle: string
  name: string
  langs: string[]
  done: Done[]
}

export const expertsPerPage = 20

/**
 * Who may be found by what they did, those who did most first: of what the viewer may see, about this topic and this
 * place or anything within them. Nobody who did not choose so, in no count either. `own`: the viewer alone, whatever they
 * chose. One query.
 */
export async function findExperts(
  viewer: Viewer,
  { topic, place, lang }: Sought,
  page = 1,
  { own = false } = {},
): Promise<{ experts: Expert[]; total: number }> {
  dependsOn('experts', 'people', 'records', 'threads', 'things')
  const within = (subject: number | undefined) =>
    subject === undefined
      ? sql`true`
      : sql`exists (select from about join within on within.thing = about.subject where about.thing = doing.about and within.ancestor = ${subject})`
  const speaks = sql`(select coalesce(json_agg(line.code order by line.position), '[]') from profile_line as line
    where line.person = ranked.id and line.kind = 'language' and ${visibleTo(viewer, 'line.circle')})`
  const { rows } = await sql<Expert & { total: number }>`
    with consented as materialized (
      select person.thing as id, handle, person.name from exchange_choice as choice join person on person.thing = choice.person join thing as page on page.id = person.thing
      where findable and person.left_at is null and page.state = 'published' and ${visibleTo(viewer, 'page.circle')} and ${!own}
        and not exists (select from quiet where quiet.person = ${meOf(viewer)} and quiet.other = person.thing)
        ${lang ? sql`and exists (select from profile_line as line where line.person = person.thing and line.kind = 'language' and line.code = ${lang} and ${visibleTo(viewer, 'line.circle')})` : sql``}
      union all select thing, handle, name from person where ${own} and thing = ${meOf(viewer)}),
    did as materialized (
      select doing.person, doing.what, doing.thing, doing.about from (${doingsAsked(viewer)}) as doing join consented on consented.id = doing.person
      where ${within(topic)} and ${within(place)}),
    ranked as (
      select consented.id, handle, name, count(*) as deeds, count(*) over ()::int as total from consented join did on did.person = consented.id
      group by consented.id, handle, name order by count(*) desc, handle limit ${expertsPerPage} offset ${(page - 1) * expertsPerPage})
    select ranked.id, handle, name, total, ${speaks} as langs,
      (select json_agg(json_build_object('what', what, 'count', count, 'topic', topic, 'place', place) order by count desc, what) from (
        select what, count(distinct did.thing)::int as count, ${mostOf(sql`concept`, topic)} as topic, ${mostOf(sql`place`, place)} as place
        from did where did.person = ranked.id group by what) as one) as done
    from ranked order by deeds desc, handle`.execute(db())
  return { experts: rows, total: rows[0]?.total ?? 0 }
}

/** What most of the deeds of one kind are about: what was asked for, else the commonest of its kind. */
const mostOf = (kind: RawBuilder<unknown>, asked: number | undefined): RawBuilder<unknown> =>
  asked === undefined
    ? sql`(select about.subject from did as each join about on about.thing = each.about join ${kind} as of on of.thing = about.subject
        where each.person = ranked.id and each.what = did.what group by about.subject order by count(*) desc, about.subject limit 1)`
    : sql`${asked}::bigint`

/** What others would find the viewer by, as far as the viewer sees it. Refuses strangers. One query. */
export async function ownDeeds(viewer: Viewer): Promise<Expert | undefined> {
  personOf(viewer)
  return (await findExperts(viewer, {}, 1, { own: true })).experts[0]
}
