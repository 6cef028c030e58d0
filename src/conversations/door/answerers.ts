import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { everyone, members, type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { mayArrange, mayHide } from '../access.ts'
import { threadFor } from '../reading.ts'
import type { Thread } from '../thread.ts'
import { attended } from './attended.ts'
import { most } from './question.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Somebody who could answer a question is asked to. */
    'answer.called': { thread: number; person: number }
  }
}

/** Somebody who could answer, by what they made public and what they answered where the viewer can read it. */
export interface Answerer {
  handle: string
  name: string
  /** How many topics of the question they say they know; answers of theirs to questions alike, and how many of these were the one. */
  topics: number
  answers: number
  accepted: number
  /** They say that they speak its language. */
  speaks: boolean
  /** When they were asked to answer it. */
  called: string | null
}

/** Asks others to answer: those who arrange a conversation or keep the peace where it stands. */
export const mayCall = (viewer: Viewer, thread: Thread): boolean =>
  thread.form === 'question' &&
  !thread.closed &&
  !thread.mergedInto &&
  (mayArrange(viewer, thread) || mayHide(viewer, thread))

/**
 * Who could answer a question that `threadFor` gave, the likeliest first; whoever asked it without a name among them,
 * as they are among those of any other. One query.
 */
export async function answerersOf(
  viewer: Viewer,
  thread: Pick<Thread, 'id' | 'circle' | 'lang' | 'community'>,
  limit: number,
): Promise<Answerer[]> {
  dependsOn('people', 'threads')
  const seen = visibleTo(viewer, 'line.circle')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Answerer>`
    with here as materialized (select thing, community from thread where thing = ${thread.id}),
      subject as materialized (select distinct subject from about join concept on concept.thing = about.subject, here where about.thing in (here.thing, here.community)),
      knows as (
        select line.person, count(distinct subject.subject)::int as topics from subject
          join within on within.thing = subject.subject or within.ancestor = subject.subject
          join profile_line as line on line.kind = 'expertise' and line.subject in (within.thing, within.ancestor) and ${seen}
        group by line.person),
      helped as (
        select post.person, count(*)::int as answers, count(*) filter (where post.thing = thread.accepted)::int as accepted
        from thread join thing as home on home.id = thread.thing join post on post.thread = thread.thing, here
        where thread.form = 'question' and thread.thing <> here.thing and post.nth > 1 and post.hidden is null and post.held is null and post.person is not null
          and home.state = 'published' and ${visibleTo(viewer, 'home.circle')}
          and (thread.community = here.community or exists (select from about join subject using (subject) where about.thing = thread.thing))
          and post.person is distinct from (select one.person from post as one where one.thread = thread.thing order by nth limit 1)
        group by post.person)
    select handle, person.name, coalesce(topics, 0) as topics, coalesce(answers, 0) as answers, coalesce(accepted, 0) as accepted,
      tongues.speaks, answer_call.at as called
    from person join thing as page on page.id = person.thing
      left join knows on knows.person = person.thing left join helped on helped.person = person.thing
      left join answer_call on answer_call.thread = ${thread.id} and answer_call.person = person.thing
      cross join lateral (
        select coalesce(bool_or(line.code = ${thread.lang}), false) as speaks, count(*) as said
        from profile_line as line where line.person = person.thing and line.kind = 'language' and ${seen}) as tongues
    where (knows.person is not null or helped.person is not null) and page.state = 'published' and ${visibleTo(viewer, 'page.circle')}
      and person.left_at is null and person.thing <> ${me} and (tongues.speaks or tongues.said = 0 or accepted > 0)
      and (${thread.circle === everyone || thread.circle === members} or exists (
        select from in_circle where in_circle.circle = ${thread.circle} and in_circle.person = person.thing))
      and not exists (select from post where post.thread = ${thread.id} and post.held is null and post.person = person.thing)
    order by coalesce(accepted, 0) * 3 + coalesce(topics, 0) * 2 + least(coalesce(answers, 0), 5) + tongues.speaks::int desc, handle
    limit ${limit}`.execute(db())
  return rows
}

/** Enough of them to choose from. */
export const mostAnswerers = 12

/**
 * Asks one of those who could answer to do so: they are told once. Refuses whoever may not ask, whoever is not among
 * them or was asked already, and whoever was asked three times this week.
 */
export function callAnswerer(viewer: Viewer, ref: string, handle: string): Promise<Thread> {
  return atomically(async () => {
    const me = personOf(viewer)
    const thread = await threadFor(viewer, ref)
    if (!mayCall(viewer, thread)) refuse('forbidden', 'door.mayNotCall')
    if (!(await answerersOf(viewer, thread, mostAnswerers)).some((one) => one.handle === handle))
      refuse('invalid', 'door.cannotAnswer')
    // Of two who ask the same person at once, the second sees the first.
    const { rows } = await sql<{ id: number }>`
      select thing as id from person where handle = ${handle} for update`.execute(db())
    const person = rows[0]!.id
    const { rows: lately } = await sql<{ calls: number }>`
      select count(*)::int as calls from answer_call where person = ${person} and at > now() - interval '7 days'`.execute(
      db(),
    )
    if (lately[0]!.calls >= most.callsAWeek)
      refuse('conflict', 'door.calledEnough', { most: most.callsAWeek })
    const { rows: made } = await sql`
      insert into answer_call (thread, person, by) values (${thread.id}, ${person}, ${me})
      on conflict do nothing returning thread`.execute(db())
    if (made.length === 0) refuse('conflict', 'door.calledAlready')
    if (thread.door) await attended(thread.id)
    await audit(viewer, 'answerer.called', thread.id, { person })
    await announce('answer.called', { thread: thread.id, person })
    return thread
  })
}
