import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { comesBack } from '../base/mail/bouncing.ts'
import type { Text } from '../base/text.ts'
import type { Basis, Why } from '../base/things/noticing.ts'
import { type Level, type NeedsLevel, unchosen } from './notice.ts'
import { foundOf, isOpen, isTold, isUnseen } from './seeing.ts'

/** The hour of their clock at which what is gathered goes out; on Mondays that of a week. */
const morning = 7

/** Of a `notice` and its person's choice of its community, `shared`: they left it since, and chose to hear of it no more than as members do. */
const leftSince = sql`(exists (
    select from membership as past where past.person = notice.person and past.community = notice.community
      and past.ended > notice.at and past.ended > coalesce(shared.at, '-infinity'))
  and not exists (select from membership as still where still.person = notice.person and still.community = notice.community and still.ended is null))`

/** Of a `notice`: how its person wants it mailed, by what they chose until now. */
const levelOf: RawBuilder<Level | NeedsLevel> = sql`(
  select case
      when not coalesce(choice.by_mail, true) or own.follows is false or (own.follows is null and shared.level = 'nothing') then 'nothing'
      when notice.basis = 'community' and ${leftSince} then 'nothing'
      when notice.basis = 'needs' then coalesce(choice.needs, ${sql.lit(unchosen.needs)})
      when notice.basis = 'thread' then coalesce(choice.threads, ${sql.lit(unchosen.threads)})
      else coalesce(shared.level, ${sql.lit(unchosen.community)}) end
  from person as whose left join notice_choice as choice on choice.person = whose.thing
    left join thread_following as own on own.person = whose.thing and own.thread = notice.thing
    left join community_choice as shared on shared.person = whose.thing and shared.community = notice.community
  where whose.thing = notice.person)`

/** Of a `notice`: it is to be mailed by what its person chose until now. */
export const isWanted: RawBuilder<boolean> = sql`(${levelOf} not in ('needs-me', 'here', 'nothing'))`

/** What is not to be mailed by what its person chose, is settled. */
export async function settleUnwanted(): Promise<void> {
  await sql`update notice set settled = now() where settled is null and not ${isWanted}`.execute(db())
}

export interface Addressee {
  id: number
  ref: Ref
  email: string
  lang: string
  name: string
  /** The days of their clock whose morning was the last, and those moments. */
  day: string
  dayFrom: string
  week: string
  weekFrom: string
}

/** So many people are looked at together. */
const inOneGo = 100

/** The next people, after this one, of whom something is to be mailed now and who may be written to at this moment. */
export async function addresseesAfter(person: number, now: Date): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select person.thing as id, thing.ref, "user".email, person.lang, person.name,
      day::text, "dayFrom", week::text, "weekFrom"
    from person join thing on thing.id = person.thing join login."user" on "user".id = person.login
      left join notice_choice as choice on choice.person = person.thing
      cross join lateral (select ${now.toISOString()}::timestamptz at time zone zone as clock) as theirs
      cross join lateral (select (clock - make_interval(hours => ${sql.lit(morning)}))::date as day,
        date_trunc('week', clock - make_interval(hours => ${sql.lit(morning)}))::date as week, extract(hour from clock)::int as hour) as turn
      cross join lateral (select (day + make_interval(hours => ${sql.lit(morning)})) at time zone zone as "dayFrom",
        (week + make_interval(hours => ${sql.lit(morning)})) at time zone zone as "weekFrom") as mornings
    where person.thing > ${person} and exists (select from notice where notice.person = person.thing and settled is null
        and case ${levelOf} when 'each' then true when 'daily' then notice.at < "dayFrom" when 'weekly' then notice.at < "weekFrom" else false end)
      and not ${comesBack(sql`"user".email`)}
      and not coalesce(extract(isodow from clock)::int = any(quiet_days), false)
      and not coalesce(case when quiet_from <= quiet_until then hour >= quiet_from and hour < quiet_until else hour >= quiet_from or hour < quiet_until end, false)
    order by person.thing limit ${inOneGo}`.execute(db())
  return rows
}

export interface Pending {
  id: number
  person: number
  kind: string
  why: Why
  basis: Basis
  at: string
  thing: number
  /** Of where it happened, and of the community. */
  ref: Ref
  isThread: boolean
  community: { ref: Ref; slug: string; name: Text } | null
  found: never
  level: Level | NeedsLevel
  /** It is worth a letter: there still, open to them, and not read meanwhile. */
  worth: boolean
}

/** What waits for these people, the oldest first, at most so much of each: taken inside a transaction, and by nobody else until that is over. */
export async function takePending(people: number[], now: Date): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    select notice.id, notice.person, notice.kind, why, basis, notice.at, notice.thing,
      place.ref, place.kind = 'thread' as "isThread",
      (select json_build_object('ref', ref, 'slug', slug, 'name', name) from community join thing on thing.id = community.thing where thing.id = notice.community) as community,
      ${foundOf()} as found, ${levelOf} as level, (${isUnseen()} and ${isOpen} and ${isTold()}) as worth
    from unnest(${people}::bigint[]) as waiting (person) cross join lateral (
        select * from notice where notice.person = waiting.person and settled is null and notice.at <= ${now.toISOString()}::timestamptz
        order by notice.at, notice.id limit 500 for update skip locked) as notice
      join thing as place on place.id = notice.thing
    order by notice.at, notice.id`.execute(db())
  return rows
}
