import { type RawBuilder, sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { announce } from '../base/outbox/announce.ts'
import { doingsAsked } from '../base/things/doing.ts'
import { everyone, members, system } from '../base/viewer.ts'
import { pausedIn } from '../communities/deeds.ts'
import { isUnanswered } from './unanswered.ts'

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** Somebody who chose to be asked could meet a need that nobody answered. */
    'need.called': { need: number; person: number }
  }
}

/** Of days without an answer; of people who are asked about a need, and of needs that one is asked about in a week. */
const patience = { days: 7, people: 5, aWeek: 3 }

/** Needs looked at in one night. */
const atOnce = 500

/** Of an `entry` and its `thing`: a need that nobody answered in a week, and about which not enough people were asked. */
const waits = sql<boolean>`(side = 'need' and thing.state = 'published' and entry.person is not null
  and opened < now() - make_interval(days => ${sql.lit(patience.days)}) and ${isUnanswered}
  and (select count(*) from need_call where need = entry.thing) < ${sql.lit(patience.people)})`

/**
 * Needs that nobody answered in a week reach at most five people: those who offer what is sought, then those who did
 * something about it and may be found by that. Nobody who did not choose to be asked or wants to hear nothing of what
 * needs them, whom whoever needs it blocked or who blocked them, who may not see it or not answer it, or who was asked
 * three times this week. Each hears of it once.
 */
export async function callForNeeds(): Promise<number> {
  // By chance, so that those nobody can help stand in the way of no other.
  const { rows } = await sql<{ id: number }>`
    select entry.thing as id from exchange_entry as entry join thing on thing.id = entry.thing
    where ${waits} order by random() limit ${atOnce}`.execute(db())
  let called = 0
  // Each by itself, so that nobody who answers one has to wait for all.
  for (const { id } of rows) called += await atomically(() => call(id))
  return called
}

async function call(id: number): Promise<number> {
  // One need after the other, also where two call at once: nobody is asked more often than they may be.
  await sql`select pg_advisory_xact_lock(${locks.callingForNeeds})`.execute(db())
  const { rows: found } = await sql<{ circle: number; missing: number }>`
    select thing.circle, ${patience.people} - (select count(*)::int from need_call where need = entry.thing) as missing
    from exchange_entry as entry join thing on thing.id = entry.thing where entry.thing = ${id} and ${waits} for no key update of entry`.execute(
    db(),
  )
  if (!found[0]) return 0
  const { circle, missing } = found[0]
  const open = circle === everyone || circle === members
  const { rows } = await sql<{ person: number }>`
    with need as materialized (select thing, what, person, community, langs from exchange_entry where thing = ${id}),
      could as (
        select entry.person, 'offered' as why, met.score::int as worth from exchange_match as met
          join exchange_entry as entry on entry.thing = met.offer join thing on thing.id = entry.thing
        where met.need = ${id} and thing.state = 'published' and ${isSeenByWhoeverNeeds}
        union all select done.person, 'did', count(*)::int from ${didAbout(id)} as done
          join exchange_choice as choice on choice.person = done.person and findable group by done.person),
      best as (
        select distinct on (could.person) could.person, why, worth from could, need
          join exchange_choice as choice on true
        where choice.person = could.person and choice.askable and could.person <> need.person
        order by could.person, why = 'did', worth desc)
    insert into need_call (need, person, why)
    select ${id}, best.person, best.why from best join person on person.thing = best.person join thing as page on page.id = person.thing, need
    where person.left_at is null and page.state = 'published'
      and (${open} or exists (select from in_circle where in_circle.circle = ${circle} and in_circle.person = best.person))
      and not exists (select from quiet where (quiet.person, quiet.other) in ((best.person, need.person), (need.person, best.person)))
      and ${pausedIn(sql`best.person`, sql`need.community`)} is null
      and not exists (select from notice_choice where notice_choice.person = best.person and needs = 'nothing')
      and not exists (select from community_choice as chosen where chosen.person = best.person and chosen.community = need.community and level = 'nothing')
      and (select count(*) from need_call as lately where lately.person = best.person and lately.at > now() - interval '7 days') < ${patience.aWeek}
      and not exists (select from need_call as once where once.need = ${id} and once.person = best.person)
    order by best.why = 'did', worth desc, best.person limit ${missing}
    returning person`.execute(db())
  for (const { person } of rows) await announce('need.called', { need: id, person })
  if (rows.length) await audit(system('exchange'), 'need.called', id, { people: rows.length })
  return rows.length
}

/** Of a `met` pair and the offer's `thing`: whoever needs it may see that. */
const isSeenByWhoeverNeeds = sql<boolean>`(thing.circle in (${everyone}, ${members}) or exists (
  select from in_circle, exchange_entry as mine where mine.thing = met.need and in_circle.person = mine.person and in_circle.circle = thing.circle))`

/** Who did something open to all members about the topics of a need. */
const didAbout = (need: number): RawBuilder<{ person: number }> => sql`(
  select doing.person from (${doingsAsked({ kind: 'person', id: 0, circles: [everyone, members] })}) as doing
    join about on about.thing = doing.about join within on within.thing = about.subject
    join about as asked on asked.thing = ${need} and asked.subject = within.ancestor join concept on concept.thing = asked.subject)`
