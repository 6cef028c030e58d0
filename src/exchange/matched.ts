import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { everyone, members, type Viewer, visibleTo } from '../base/viewer.ts'
import { type Entry, most, type Side } from './entry.ts'
import { type Above, meets, type Reason, weights } from './matching.ts'
import { entryColumns, entryFrom, isCurrent, isHeard } from './reading.ts'

/** So many of the best are kept for each. */
const kept = most.matches

/** Of two named `offer` and `need`: whoever said the one may see the other, so that what they may not see takes no place among theirs. */
const sees = (one: Side, other: Side): RawBuilder<boolean> => {
  const [person, circle] = [sql.ref(`${one}.person`), sql.ref(`${other}.circle`)]
  return sql`(${circle} in (${everyone}, ${members}) or exists (
    select from in_circle where in_circle.circle = ${circle} and in_circle.person = ${person}))`
}

/**
 * The best matches of all that is open, or of one of them, as rows of `exchange_match`: what `meets` says, asked of
 * the database. Candidates share a topic, or one's is within the other's; where one names no topic, so of places.
 */
const found = (one?: { id: number; side: Side }): RawBuilder<unknown> => {
  const mine = one === undefined ? sql`true` : sql`${sql.ref(one.side)}.thing = ${one.id}`
  const how = one === undefined ? sql`materialized` : sql`not materialized`
  const pair = (
    on: RawBuilder<unknown>,
    worth: number,
    from: RawBuilder<unknown>,
    where: RawBuilder<unknown> = sql`true`,
  ) => sql`
    select offer.thing as offer, need.thing as need, ${sql.lit(worth)}::int as worth
    from ${from} as offer ${on} where offer.side = 'offer' and need.side = 'need' and need.what = offer.what and ${mine} and ${where}`
  const by = (name: string, same: number, near: number, where?: RawBuilder<unknown>) => {
    const table = sql.ref(name)
    return sql`
      ${pair(sql`join ${table} as need on need.subject = offer.subject`, same, table, where)}
      union all ${pair(sql`join within on within.thing = offer.subject and within.ancestor <> within.thing join ${table} as need on need.subject = within.ancestor`, near, table, where)}
      union all ${pair(sql`join within on within.ancestor = offer.subject and within.ancestor <> within.thing join ${table} as need on need.subject = within.thing`, near, table, where)}`
  }
  const about = (kind: RawBuilder<unknown>) => sql`
    select entry.thing, side, what, person, subject, no_topic from current as entry join about on about.thing = entry.thing join ${kind} as of on of.thing = about.subject`
  const worth = sql.lit
  // Of all that there is nearly all are candidates: to look each up costs more than to take it along.
  const ofThose = (thing: RawBuilder<unknown>) =>
    one === undefined
      ? sql`true`
      : sql`${thing} in (select offer from candidate union select need from candidate)`
  return sql`
    with current as ${how} (
      select entry.thing, side, what, entry.person, not exists (select from about join concept on concept.thing = about.subject where about.thing = entry.thing) as no_topic
      from exchange_entry as entry join thing on thing.id = entry.thing where ${isCurrent}),
    topic as ${how} (${about(sql`concept`)}),
    spot as ${how} (${about(sql`place`)}),
    candidate as (
      select offer, need, max(worth) as worth from (
        ${by('topic', weights.sameTopic, weights.nearTopic)}
        union all ${by('spot', 0, 0, sql`(offer.no_topic or need.no_topic)`)}) as any_of_it
      group by offer, need),
    at as materialized (
      select about.thing, array_agg(distinct about.subject) as places, array_agg(within.ancestor) as above
      from about join place on place.thing = about.subject join within on within.thing = about.subject where ${ofThose(sql`about.thing`)} group by about.thing),
    named as materialized (
      select entry.thing, person, circle, langs, time, coalesce(places, '{}') as places, coalesce(above, '{}') as above
      from exchange_entry as entry join thing on thing.id = entry.thing left join at on at.thing = entry.thing where ${ofThose(sql`entry.thing`)}),
    met as (
      select candidate.offer, candidate.need,
        candidate.worth + case when offer.places && need.above or need.places && offer.above then ${worth(weights.place)} else 0 end
          + case when offer.langs && need.langs then ${worth(weights.lang)} else 0 end
          + case when offer.time = need.time then ${worth(weights.time)} else 0 end as score,
        ${sees('offer', 'need')} as for_offer, ${sees('need', 'offer')} as for_need
      from candidate join named as offer on offer.thing = candidate.offer join named as need on need.thing = candidate.need
      where offer.person <> need.person
        and (offer.places = '{}' or need.places = '{}' or offer.places && need.above or need.places && offer.above)
        and (offer.langs = '{}' or need.langs = '{}' or offer.langs && need.langs))
    select offer, need, score from (
      select offer, need, score, for_offer, for_need, row_number() over (partition by offer order by for_offer desc, score desc, need desc) as of_offer,
        row_number() over (partition by need order by for_need desc, score desc, offer desc) as of_need
      from met) as ranked
    where for_offer and of_offer <= ${kept} or for_need and of_need <= ${kept}`
}

/** Matches all that is open anew, and says how many there are. Two that do it at once wait for each other. */
export function matchAll(): Promise<number> {
  return atomically(async () => {
    // Sorting a million pairs on disk takes as long again.
    await sql`set local work_mem = '64MB'`.execute(db())
    await sql`lock table exchange_match in share row exclusive mode`.execute(db())
    await sql`delete from exchange_match`.execute(db())
    const { numAffectedRows = 0n } =
      await sql`insert into exchange_match (offer, need, score) ${found()}`.execute(db())
    return Number(numAffectedRows)
  })
}

/** Matches one anew, in the transaction that made or changed it. */
export async function matchOne(id: number): Promise<void> {
  const { rows } = await sql<{ side: Side }>`select side from exchange_entry where thing = ${id}`.execute(
    db(),
  )
  const { side } = rows[0]!
  await sql`delete from exchange_match where offer = ${id} or need = ${id}`.execute(db())
  await sql`
    insert into exchange_match (offer, need, score) ${found({ id, side })} on conflict (offer, need) do update set score = excluded.score`.execute(
    db(),
  )
}

export interface Match {
  entry: Entry
  reason: Reason
}

/** What could meet an entry that `entryFor` gave, as far as the viewer may see it, the best first. Two queries. */
export async function matchesOf(viewer: Viewer, of: Entry): Promise<Match[]> {
  const [own, other] = of.side === 'offer' ? (['offer', 'need'] as const) : (['need', 'offer'] as const)
  const { rows } = await sql<Entry>`
    select ${entryColumns(viewer)} ${entryFrom} join exchange_match as met on met.${sql.ref(other)} = thing.id
    where met.${sql.ref(own)} = ${of.id} and ${isCurrent} and ${visibleTo(viewer)} and ${isHeard(viewer)}
    order by score desc, opened desc limit ${most.matches}`.execute(db())
  const above = await aboveOf([of, ...rows])
  return rows.flatMap((entry) => {
    const reason = of.side === 'offer' ? meets(of, entry, above) : meets(entry, of, above)
    return reason ? { entry, reason } : []
  })
}

/** What the topics and places of these are within. One query. */
export async function aboveOf(entries: Pick<Entry, 'topics' | 'places'>[]): Promise<Above> {
  const ids = [...new Set(entries.flatMap(({ topics, places }) => [...topics, ...places]))]
  const { rows } = await sql<{ thing: number; above: number[] }>`
    select thing, array_agg(ancestor) as above from within where thing = any(${ids}::bigint[]) group by thing`.execute(
    db(),
  )
  return new Map(rows.map(({ thing, above }) => [thing, new Set(above)]))
}
