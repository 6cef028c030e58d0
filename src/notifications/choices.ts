import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { send } from '../base/jobs.ts'
import { comesBack, forgetBounces } from '../base/mail/bouncing.ts'
import { refuse } from '../base/refusal.ts'
import type { Lang, Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { type Level, type NeedsLevel, unchosen } from './notice.ts'

export interface Choices {
  needs: NeedsLevel
  threads: Level
  byMail: boolean
  /** Hours of their clock. */
  quietFrom: number | null
  quietUntil: number | null
  /** Days of the week: Monday is 1. */
  quietDays: number[]
  zone: string
}

export interface Chosen extends Choices {
  /** Those they belong to or follow, and see. */
  communities: { ref: string; name: Text; member: boolean; level: Level }[]
  /** Threads that they chose to follow or to hear nothing of, the last chosen first. */
  followed: { ref: string; title: string; lang: Lang; follows: boolean }[]
  /** What they write from by mail. */
  email: string
  /** Their mail comes back: since when, and with what words. */
  returned: { at: string; said: string } | null
}

const most = 200

/** How the viewer wants to hear of things; what holds where they chose nothing. Refuses strangers. One query. */
export async function choicesOf(viewer: Viewer): Promise<Chosen> {
  const person = personOf(viewer)
  const { rows } = await sql<Chosen>`
    select (select email from login."user" where "user".id = person.login) as email, coalesce(needs, ${unchosen.needs}) as needs, coalesce(threads, ${unchosen.threads}) as threads, coalesce(by_mail, true) as "byMail",
      quiet_from as "quietFrom", quiet_until as "quietUntil", coalesce(quiet_days, '{}') as "quietDays", zone,
      coalesce((select json_agg(one order by member desc, slug) from (
        select thing.ref, slug, community.name, membership.id is not null as member,
          coalesce(level, case when membership.id is null then 'nothing' else ${unchosen.community} end) as level
        from community join thing on thing.id = community.thing
          left join membership on membership.community = community.thing and membership.person = ${person} and standing = 'member' and ended is null
          left join community_choice on community_choice.community = community.thing and community_choice.person = ${person}
        where (membership.id is not null or level <> 'nothing') and thing.state = 'published' and ${visibleTo(viewer)} limit ${most}) as one), '[]') as communities,
      coalesce((select json_agg(one) from (
        select thing.ref, title, thread.lang, follows from thread_following
          join thread on thread.thing = thread_following.thread join thing on thing.id = thread.thing
        where thread_following.person = ${person} and thing.state = 'published' and ${visibleTo(viewer)}
        order by thread_following.at desc limit ${most}) as one), '[]') as followed,
      (select json_build_object('at', mail_bounce.at, 'said', said) from mail_bounce join login."user" on mail_bounce.address = lower(email)
        where "user".id = person.login and ${comesBack(sql`"user".email`)}) as returned
    from person left join notice_choice on notice_choice.person = person.thing where person.thing = ${person}`.execute(
    db(),
  )
  return rows[0]!
}

/**
 * Keeps what the viewer chose, for the communities named here too. Refuses a time zone that there is not, and quiet
 * hours that begin or end and do not do both.
 */
export async function choose(
  viewer: Viewer,
  choices: Choices & { communities: Record<string, Level> },
): Promise<void> {
  const person = personOf(viewer)
  const { needs, threads, byMail, quietFrom, quietUntil, quietDays, zone, communities } = choices
  await atomically(async () => {
    if ((quietFrom === null) !== (quietUntil === null)) refuse('invalid', 'notices.hoursHalf')
    const named = await sql`
      update person set zone = ${zone} where thing = ${person} and exists (select from pg_timezone_names where name = ${zone})`.execute(
      db(),
    )
    if (!named.numAffectedRows) refuse('invalid', 'notices.noZone')
    await sql`
      insert into notice_choice (person, needs, threads, by_mail, quiet_from, quiet_until, quiet_days)
      values (${person}, ${needs}, ${threads}, ${byMail}, ${quietFrom}, ${quietUntil}, ${quietDays}::int[])
      on conflict (person) do update set needs = excluded.needs, threads = excluded.threads, by_mail = excluded.by_mail,
        quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, quiet_days = excluded.quiet_days`.execute(
      db(),
    )
    await sql`
      insert into community_choice (person, community, level)
      select ${person}, thing.id, chosen.level
      from json_each_text(${JSON.stringify(communities)}::json) as chosen (ref, level)
        join thing on thing.ref = chosen.ref and thing.kind = 'community' and thing.state = 'published' and ${visibleTo(viewer)}
      on conflict (person, community) do update set level = excluded.level, at = now() where community_choice.level <> excluded.level`.execute(
      db(),
    )
  })
}

/** Mail of the viewer came back and is tried again. Refuses strangers. */
export async function tryMailAgain(viewer: Viewer): Promise<void> {
  const person = personOf(viewer)
  await atomically(async () => {
    const { rows } = await sql<{ email: string }>`
      select email from person join login."user" on "user".id = person.login where person.thing = ${person}`.execute(
      db(),
    )
    if (rows[0]) await forgetBounces(rows[0].email)
    await send('notices.mail')
  })
}
