import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { inTerm } from '../../communities/reading.ts'
import { byAnother } from './attended.ts'
import { type DoorQuestion, most } from './question.ts'

/** Of a `thread`: a question that is open. */
const open = sql<boolean>`(form = 'question' and accepted is null and closed is null and merged_into is null)`

/** Of a `thread`: nobody but whoever asked has written in it. */
export const untold = sql<boolean>`not exists (
  select from post join post as first on first.thread = post.thread
  where post.thread = thread.thing and post.hidden is null and ${byAnother})`

/** Of a `thread` and its `thing`, as the lists of the door show it. */
const line = (viewer: Viewer): RawBuilder<unknown> => sql`
  thing.id, thing.ref, thread.title, thread.lang, thread.opened as asked, thread.posts,
  (select json_build_object('slug', slug, 'name', community.name) from community join thing as home on home.id = community.thing
    where home.id = thread.community and ${visibleTo(viewer, 'home.circle')}) as home,
  (select json_build_object('slug', slug, 'name', community.name) from door_question join community on community.thing = wish join thing as home on home.id = wish
    where door_question.thread = thing.id and thread.community is null and ${visibleTo(viewer, 'home.circle')}) as wish,
  array(select subject from about where about.thing = thing.id order by subject) as about,
  (select sealed from post where post.thread = thing.id order by nth limit 1) as sealed`

export interface OpenAsked {
  lang?: string
  /** The id of a topic that the question or its community is about. */
  topic?: number
  /** Those the viewer could answer first. */
  forMe?: boolean
  /** Those that wait for a community the viewer facilitates. */
  forCommunities?: boolean
  page: number
}

export interface OpenQuestions {
  questions: DoorQuestion[]
  total: number
  /** Of all that are open: choosing one never leads to nothing. */
  langs: string[]
  topics: number[]
  /** The viewer facilitates a community. */
  facilitates: boolean
}

/** Of a `thread` and its `thing`: it or its community is about what is in this, or something within that. */
const about = (subjects: RawBuilder<unknown>) => sql<boolean>`exists (
  select from about join within on within.thing = about.subject
  where about.thing in (thing.id, thread.community) and within.ancestor in (${subjects}))`

/**
 * Questions nobody has answered, of every community and at the door, that the viewer may see: the one that waits
 * longest first; for whoever can answer, those in their languages and on what they know before. One query.
 */
export async function openQuestions(
  viewer: Viewer,
  { lang, topic, forMe, forCommunities, page }: OpenAsked,
): Promise<OpenQuestions> {
  dependsOn('threads', 'communities', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const narrowed = [
    lang ? sql<boolean>`thread.lang = ${lang}` : sql<boolean>`true`,
    topic === undefined ? sql<boolean>`true` : about(sql`${topic}`),
    forMe ? fits(me) : sql<boolean>`true`,
    forCommunities ? sql<boolean>`${takenBy(me)} is not null` : sql<boolean>`true`,
  ]
  const { rows } = await sql<OpenQuestions>`
    with known as materialized (
      select thing.id, ${sql.join(narrowed, sql` and `)} as shown,
        ${forMe ? known(me) : sql`false`} as known, thread.lang, thread.opened
      from thread join thing on thing.id = thread.thing
      where ${open} and ${untold} and thing.state = 'published' and ${visibleTo(viewer)})
    select (select count(*)::int from known where shown) as total, exists (${facilitated(me)}) as facilitates,
      array(select distinct lang from known order by lang) as langs,
      array(select distinct subject from known join thread on thread.thing = known.id join about on about.thing in (known.id, thread.community) join concept on concept.thing = subject) as topics,
      coalesce((select json_agg(to_jsonb(one) - 'place' order by place) from (
        select ${line(viewer)}, ${takenBy(me)} as takes, row_number() over (order by known.known desc, thread.opened, thing.id) as place
        from known join thing using (id) join thread on thread.thing = thing.id where shown
        order by place limit ${most.listed} offset ${(page - 1) * most.listed}) as one), '[]') as questions`.execute(
    db(),
  )
  return rows[0]!
}

/** The communities somebody facilitates. */
const facilitated = (person: number) =>
  sql`select community from community_role where person = ${person} and role = 'facilitator' and ${inTerm}`

/** Of a `thread` at the door: the slug of a community they facilitate that was asked to take it, or that minds its topics in a language they read. */
const takenBy = (person: number): RawBuilder<string | null> => sql`(
  select slug from community as one join thing as place on place.id = one.thing
    join door_question on door_question.thread = thread.thing
  where thread.community is null and one.thing in (${facilitated(person)}) and place.state = 'published' and one.rest is distinct from 'closed'
    and (wish = one.thing or (wish is null and exists (
        select from about join within on within.thing = about.subject join about as theirs on theirs.subject = within.ancestor
        where about.thing = thread.thing and theirs.thing = one.thing)
      and (thread.lang = ${reader().lang} or thread.lang in (select code from profile_line where profile_line.person = ${person} and kind = 'language'))))
  order by wish = one.thing desc, slug limit 1)`

/** Of a `thread`: it is on a topic that somebody says they know. */
const known = (person: number) =>
  about(sql`select subject from profile_line where person = ${person} and kind = 'expertise'`)

/** Of a `thread`: somebody reads its language, did not ask it, and knows its topic or belongs to its community. */
const fits = (person: number): RawBuilder<boolean> => sql`(
  (thread.lang = ${reader().lang} or thread.lang in (select code from profile_line where person = ${person} and kind = 'language'))
  and not exists (select from post left join sealed_author on sealed_author.post = post.thing
    where post.thread = thread.thing and coalesce(sealed_author.person, post.person) = ${person})
  and (${known(person)} or thread.community in (select community from membership where person = ${person} and standing = 'member' and ended is null)))`

/** Questions that somebody could answer: how many, and the first of them, as one value of JSON for a page that asks more. */
export const couldAnswer = (viewer: Viewer, person: number): RawBuilder<{ total: number }> => sql`(
  select json_build_object('total', count(*)::int) from thread join thing on thing.id = thread.thing
  where ${open} and thing.state = 'published' and ${visibleTo(viewer)} and ${fits(person)} and ${untold})`

/** A question at the door, as those on duty see it. */
export interface WaitingQuestion extends DoorQuestion {
  /** The codes of the places it is about, for the week people work there. */
  places: string[]
  answered: boolean
  /** Since when nobody did anything about it. */
  since: string
  overdue: boolean
}

/** Of `door_question`: it has no home, or nobody did anything about it. */
export const waitsAtDoor = sql<boolean>`(thread.closed is null and thread.merged_into is null and thread.accepted is null
  and (thread.community is null or door_question.attended is null))`

/** What waits at the door, what waits longest first. One query. */
export async function waitingQuestions(
  viewer: Viewer,
  page: number,
): Promise<{ questions: WaitingQuestion[]; total: number }> {
  const { rows } = await sql<WaitingQuestion & { total: number }>`
    select ${line(viewer)}, door_question.answered is not null as answered, coalesce(door_question.attended, door_question.asked) as since,
      overdue is not null as overdue,
      array(select code from about join place on place.thing = about.subject where about.thing = thing.id order by code) as places,
      count(*) over ()::int as total
    from door_question join thread on thread.thing = door_question.thread join thing on thing.id = thread.thing
    where ${waitsAtDoor} and thing.state = 'published' and ${visibleTo(viewer)}
    order by door_question.answered is not null, coalesce(door_question.attended, door_question.asked), thing.id
    limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(db())
  return { questions: rows, total: rows[0]?.total ?? 0 }
}
