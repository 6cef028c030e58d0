import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { send } from '../../base/jobs.ts'
import { type Reaction, reaction, thingsTogether } from '../../base/outbox/reactions.ts'
import { everyone, members } from '../../base/viewer.ts'
import '../../conversations/accepting.ts'
import '../../conversations/writing.ts'
import { visibleToPerson } from '../seeing.ts'
import { type HookEvent, hours } from './hook.ts'

/**
 * What happened, as rows of `thing` (what it is about), `part` of that, `circle`, `at`, the `community` in which it
 * happened and the `record` it concerns, where it has one.
 */
type Happened = RawBuilder<unknown>

/** Of a row of what happened: the hook's owner may see it. The same is asked again when it is read to be sent. */
const isOpen = sql<boolean>`case
  when hook.community is not null then what.circle in (${sql.lit(everyone)}, ${sql.lit(members)}, (select circle from community where community.thing = hook.community))
  when hook.person is not null then ${visibleToPerson(sql`hook.person`, sql`what.circle`)}
  else what.circle = ${sql.lit(everyone)} end`

/** The topics of the record are minded by this community, as its page shows them. */
const minds = (community: RawBuilder<unknown>) => sql`exists (
  select from about join within on within.thing = about.subject join about as theirs on theirs.subject = within.ancestor
    join concept on concept.thing = theirs.subject
  where about.thing = what.record and theirs.thing = ${community})`

/**
 * It concerns the hook: what happens in its community and records on the topics that this minds; for a person what
 * happens where they belong or what they follow, and records that they keep or are credited for; for the site all.
 */
const concerns = sql<boolean>`case
  when hook.community is not null then what.community = hook.community or ${minds(sql`hook.community`)}
  when hook.person is not null then
    exists (select from membership where membership.community = what.community and membership.person = hook.person and standing = 'member' and ended is null)
    or exists (select from community_choice where community_choice.community = what.community and community_choice.person = hook.person and level in ('each', 'daily', 'weekly'))
    or exists (select from thread_following where thread_following.thread = what.thread and thread_following.person = hook.person and follows)
    or exists (select from custodianship where custodianship.record = what.record and custodianship.person = hook.person and since is not null and ended is null)
    or exists (select from record join credit on credit.version = record.current where record.thing = what.record and credit.person = hook.person)
  else true end`

/** When a digest goes next: the next morning, for every such hook at the same hour. */
const nextDigest = sql`(date_trunc('day', now() at time zone 'utc' + make_interval(hours => ${24 - hours.digest})) + make_interval(hours => ${hours.digest})) at time zone 'utc'`

/**
 * Puts down for every hook that asked for it what happened: once, however often this is done. Nothing from before
 * the hook was made, and nothing older than a few days, which somebody only changed.
 */
async function queue(event: HookEvent, happened: Happened): Promise<void> {
  await atomically(async () => {
    const { numAffectedRows = 0n } = await sql`
      insert into hook_delivery (hook, event, thing, part, once, next_try)
      select hook.id, ${event}, what.thing, what.part, concat_ws(' ', ${event}::text, what.thing, what.part),
        case when rhythm = 'daily' then ${nextDigest} else now() end
      from (${happened}) as what, hook
      where hook.off is null and ${event} = any(hook.events) and what.at >= hook.made and what.at > now() - interval '3 days'
        and ${isOpen} and (${concerns}) is true
      order by what.at on conflict (hook, once) do nothing`.execute(db())
    if (numAffectedRows > 0n) await send('hooks.deliver')
  })
}

const posted = (
  post: number,
  which: RawBuilder<boolean>,
  { about, at = sql`post.at` }: { about: RawBuilder<unknown>; at?: RawBuilder<unknown> },
): Happened => sql`
  select ${about} as thing, null::bigint as part, thing.circle, ${at} as at, thread.community, thread.thing as thread, null::bigint as record
  from post join thing on thing.id = post.thing join thread on thread.thing = post.thread
  where post.thing = ${post} and ${which} and hidden is null and thing.state = 'published'`

/** A date counts to its last moment: what was published on the day a hook was made is told. */
const published = (ids: number[]): Happened => sql`
  select thing.id as thing, version.number as part, thing.circle, version.published + interval '1 day' - interval '1 second' as at,
    null::bigint as community, null::bigint as thread, thing.id as record
  from record join thing on thing.id = record.thing join version on version.id = record.current
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published'`

const withdrawn = (ids: number[]): Happened => sql`
  select thing.id as thing, null::bigint as part, thing.circle, thing.changed as at, null::bigint as community, null::bigint as thread, thing.id as record
  from record join thing on thing.id = record.thing where thing.id = any(${ids}::bigint[]) and thing.state = 'withdrawn'`

const used = (ids: number[]): Happened => sql`
  select thing.id as thing, null::bigint as part, thing.circle, said as at, null::bigint as community, null::bigint as thread, use.record
  from use join thing on thing.id = use.thing
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and person is not null and withdrawn is null and hidden is null`

const answered = (ids: number[]): Happened => sql`
  select thing.id as thing, agreed.number as part, thing.circle, greatest(agreed.at, (select max(at) from agenda_step where question = thing.id and progress = 'answered')) as at,
    agenda_question.community, null::bigint as thread, null::bigint as record
  from agenda_question join thing on thing.id = agenda_question.thing
    join lateral (select number, at from shared_text where shared_text.thing = thing.id order by number desc limit 1) as agreed on true
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and progress = 'answered'`

const joined = (ids: number[]): Happened => sql`
  select thing.id as thing, membership.id as part, thing.circle, membership.since as at, thing.id as community, null::bigint as thread, null::bigint as record
  from membership join thing on thing.id = membership.community
  where membership.community = any(${ids}::bigint[]) and standing = 'member' and ended is null and thing.state = 'published'
    and membership.since > now() - interval '3 days'`

/** What follows from one change, for every hook; together as well as one by one. */
const onChange = (event: HookEvent, happened: (ids: number[]) => Happened): Reaction =>
  reaction(`hooks.${event}`, 'thing.changed', ({ ids }) => queue(event, happened(ids)), thingsTogether)

export const hookReactions: Reaction[] = [
  reaction('hooks.thread.opened', 'post.written', ({ post }) =>
    queue('thread.opened', posted(post, sql`post.nth = 1`, { about: sql`thread.thing` })),
  ),
  reaction('hooks.post.written', 'post.written', ({ post }) =>
    queue('post.written', posted(post, sql`post.nth > 1`, { about: sql`post.thing` })),
  ),
  reaction('hooks.answer.accepted', 'answer.accepted', ({ post }) =>
    queue(
      'answer.accepted',
      posted(post, sql`thread.accepted = post.thing`, { about: sql`post.thing`, at: sql`now()` }),
    ),
  ),
  onChange('record.published', published),
  onChange('record.withdrawn', withdrawn),
  onChange('record.used', used),
  onChange('question.answered', answered),
  onChange('member.joined', joined),
]
