import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { found, missing, refuse } from '../base/refusal.ts'
import { followingAsked } from '../base/things/following.ts'
import { panelsAsked } from '../base/things/panels.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { pausedIn } from '../communities/deeds.ts'
import { belongsThrough, inTerm } from '../communities/reading.ts'
import { isOnDuty } from './door/duty.ts'
import { pollAsked } from './poll.ts'
import { summariesAsked } from './summary.ts'
import { most, type Post, type Thread } from './thread.ts'

const meOf = (viewer: Viewer): number => (viewer.kind === 'person' ? viewer.id : 0)

/**
 * A thread, if the viewer may see it: 404 when there is none or it is not open to them, 410 with the reason for
 * one that was taken from sight. Whoever opened it sees it while it waits for a look. With `lock`, inside a
 * transaction, nobody else writes in it until that is over; with `panels`, what other rooms show on its page. One query.
 */
export async function threadFor(
  viewer: Viewer,
  ref: string,
  { lock = false, panels = false } = {},
): Promise<Thread> {
  if (!isRef(ref)) missing()
  dependsOn(ref, 'communities')
  const me = meOf(viewer)
  const { rows } = await sql<Thread & { away: string | null }>`
    select thing.id, thing.ref, thing.circle, form, title, lang, opened, until, pinned, posts, last_at as "lastAt", ${pollAsked(viewer)} as poll, ${summariesAsked} as summaries, ${followingAsked(viewer)} as following, ${panels ? panelsAsked(viewer, 'thread') : sql`'{}'::jsonb`} as panels,
      case when closed is not null then json_build_object('at', closed, 'why', closed_why) end as closed,
      (select ref from thing as one where one.id = accepted) as accepted,
      (select ref from thing as one where one.id = merged_into) as "mergedInto",
      (select json_build_object('id', one.id, 'ref', one.ref, 'kind', one.kind,
          'policy', exists (select from record where record.thing = one.id and record.kind = 'policy')) from thing as one where one.id = concerning and ${visibleTo(viewer, 'one.circle')}) as concerning,
      (select json_build_object('id', home.id, 'slug', slug, 'name', name, 'state', home.state, 'rest', rest,
          'subjects', array(select ancestor from about join within on within.thing = about.subject where about.thing = home.id),
          'mine', json_build_object(
            'standing', coalesce((select standing from membership where membership.community = home.id and person = ${me} and ended is null), 'none'),
            'roles', array(select role from community_role where community_role.community = home.id and person = ${me} and ${inTerm}),
            'through', ${belongsThrough(me, 'home')},
            'paused', ${pausedIn(sql`${me}::bigint`, sql`home.id`)}))
        from community join thing as home on home.id = community.thing where community.thing = thread.community) as community,
      ${ownThread(me)} as own, exists (select from sealed_author join post on post.thing = sealed_author.post
        where sealed_author.person = ${me} and post.thread = thing.id) as unnamed, thing.state = 'submitted' as waits,
      case when away is not null then coalesce(away_why, '') end as away,
      exists (select from door_question where door_question.thread = thing.id) as door,
      exists (select from thread_guest join post on post.thing = thread_guest.post where thread_guest.thread = thing.id and ${ownPost(me)}) as guest,
      array(select subject from about where about.thing = thing.id order by subject) as about, ${isOnDuty(me)} as "onDuty"
    from thread join thing on thing.id = thread.thing
    where thing.ref = ${ref} and (${visibleTo(viewer)} and (thing.state = 'published' or thing.state = 'withdrawn' and away is not null)
      or thing.state = 'submitted' and ${ownThread(me)}) ${lock ? sql`for update of thread` : sql``}`.execute(
    db(),
  )
  const { away, ...thread } = found(rows[0])
  if (away !== null) refuse('gone', 'moderation.threadHidden', { why: away })
  return thread
}

/** Of a `thing` that is a thread: they opened it, be it without a name. */
export const ownThread = (me: number) => sql<boolean>`exists (
  select from post left join sealed_author on sealed_author.post = post.thing
  where post.thread = thing.id and nth = 1 and coalesce(sealed_author.person, post.person) = ${me})`

/** Of a `post`: they wrote it, be it without a name. */
const ownPost = (me: number) => sql<boolean>`(post.person = ${me}
  or exists (select from sealed_author where sealed_author.post = post.thing and person = ${me})) is true`

/** A page of a thread. */
export interface ShownPosts {
  /** In their order. */
  posts: Post[]
  /** On the first page: the one that answers it, wherever it stands. */
  answer: Post | undefined
  /** What the viewer wrote and nobody else sees before somebody looked at it. */
  waiting: Post[]
}

/** A page of the posts of a thread that `threadFor` gave; as fast in a long one as in a short one. One query. */
export async function postsOf(
  viewer: Viewer,
  { id, accepted }: Pick<Thread, 'id' | 'accepted'>,
  page: number,
): Promise<ShownPosts> {
  dependsOn('people')
  const me = meOf(viewer)
  const answer = accepted && page === 1 ? sql`union select accepted from thread where thing = ${id}` : sql``
  const { rows } = await sql<Post>`
    select ${shownTo(viewer)} from post join thing on thing.id = post.thing
    where post.thing in (
        (select thing from post as one where one.thread = ${id} and held is null order by nth limit ${most.perPage} offset ${(page - 1) * most.perPage}) ${answer}
        union select thing from post where thread = ${id} and held is not null and ${ownPost(me)})
      and (held is null and thing.state = 'published' and ${visibleTo(viewer)} or held is not null) order by nth`.execute(
    db(),
  )
  const [waiting, standing] = [rows.filter(({ held }) => held), rows.filter(({ held }) => !held)]
  return {
    posts: standing.slice(0, most.perPage),
    answer: page === 1 ? standing.find(({ ref }) => ref === accepted) : undefined,
    waiting,
  }
}

/** So many posts of a thread that `threadFor` gave, from the one after this place on. One query. */
export async function postsAfter(
  viewer: Viewer,
  { id }: Pick<Thread, 'id'>,
  nth: number,
  limit: number,
): Promise<Post[]> {
  dependsOn('people')
  const { rows } = await sql<Post>`
    select ${shownTo(viewer)} from post join thing on thing.id = post.thing
    where post.thread = ${id} and nth > ${nth} and thing.state = 'published' and ${visibleTo(viewer)} order by nth limit ${limit}`.execute(
    db(),
  )
  return rows
}

/** Those of a thread that `threadFor` gave that have these references, in their order. One query. */
export async function postsNamed(
  viewer: Viewer,
  { id }: Pick<Thread, 'id'>,
  refs: string[],
): Promise<Post[]> {
  const { rows } = await sql<Post>`
    select ${shownTo(viewer)} from post join thing on thing.id = post.thing
    where post.thread = ${id} and thing.ref = any(${refs}::text[]) and thing.state = 'published' and ${visibleTo(viewer)} order by nth`.execute(
    db(),
  )
  return rows
}

/** Where a post stands. */
export interface PlacedPost extends Post {
  thread: { id: number; ref: Ref; title: string; posts: number }
  /** How many come before it. */
  before: number
}

/**
 * A post by its reference, if the viewer may see its thread: 404 else. With `waiting`, also one of theirs that
 * waits for a look. One query.
 */
export async function postFor(viewer: Viewer, ref: string, { waiting = false } = {}): Promise<PlacedPost> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<PlacedPost>`
    select ${shownTo(viewer)},
      (select json_build_object('id', id, 'ref', of.ref, 'title', title, 'posts', posts) from thread join thing as of on of.id = thread.thing where thread.thing = post.thread) as thread,
      (select count(*)::int from post as one where one.thread = post.thread and one.nth < post.nth and one.held is null) as before
    from post join thing on thing.id = post.thing
    where thing.ref = ${ref} and (thing.state = 'published' and ${visibleTo(viewer)}
      or ${waiting} and held is not null and ${ownPost(meOf(viewer))})`.execute(db())
  return found(rows[0])
}

/** Who wrote a `post`: whoever said so here, else the name that a list had. */
export const authorAsked = (handle: RawBuilder<unknown> = sql`null::text`): RawBuilder<Post['author']> => sql`
  case when post.person is not null then (select json_strip_nulls(json_build_object('name', person.name, 'handle', ${handle}))
      from person join thing as theirs on theirs.id = person.thing where person.thing = post.person)
    else (select json_build_object('name', mail_author.name) from mail_author where mail_author.id = post.mail_author) end`

/** Of a `post`: they belong to the community that it stands in. */
const belongsHere = (me: number) => sql<boolean>`exists (
  select from membership join thread on thread.community = membership.community
  where thread.thing = post.thread and membership.person = ${me} and standing = 'member' and ended is null)`

/** The columns of a `post` with its `thing`, as this viewer may read them. */
function shownTo(viewer: Viewer): RawBuilder<unknown> {
  const me = meOf(viewer)
  return sql`thing.id, thing.ref, nth, sealed, interest, post.lang, part, at, edited,
    case when hidden is null then body else '' end as body,
    case when hidden is not null then json_build_object('at', hidden, 'why', hidden_why) end as hidden,
    case when held is not null then json_build_object('at', held, 'why', held_why) end as held,
    exists (select from quiet where quiet.person = ${me} and quiet.other = post.person) as folded,
    post.person is null and post.mail_author is not null as "fromList",
    coalesce(${authorAsked(sql`case when theirs.state = 'published' and ${visibleTo(viewer, 'theirs.circle')} then handle end`)},
      case when post.elsewhere ? 'by' then json_build_object('name', post.elsewhere #>> '{by,name}') end) as author,
    post.elsewhere ->> 'left' as left,
    (select json_build_object('slug', slug, 'name', name) from organisation where organisation.thing = post.organisation) as organisation,
    (select json_build_object('ref', theirs.ref, 'nth', one.nth) from post as one join thing as theirs on theirs.id = one.thing
      where one.thing = post.answers and one.thread = post.thread) as answers,
    case when hidden is null then (select json_build_object('rest', case when ${ownPost(me)} or post.mail_author is not null and ${belongsHere(me)} then rest end) from post_mail where post_mail.post = post.thing) end as mail,
    coalesce((post.elsewhere ->> 'thanks')::int, 0) + (select count(*)::int from thanks where thanks.post = post.thing) as thanks,
    exists (select from thanks where thanks.post = post.thing and person = ${me}) as thanked,
    ${ownPost(me)} as own`
}
