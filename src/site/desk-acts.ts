import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'

/** Acts that concern me, acts of mine, and, for an operator, all of them. */
const actViews = ['concerning', 'mine', 'all'] as const
export type ActView = (typeof actViews)[number]

export interface Act {
  id: number
  at: string
  verb: string
  /** Who did it; the instance itself has no name. */
  by: { handle: string; name: string } | null
  /** On whom or what, as far as the reader may see it. */
  card?: Card
}

export interface Acts {
  acts: Act[]
  total: number
  size: number
  view: ActView
  views: ActView[]
}

const size = 30

interface Row extends Omit<Act, 'card'> {
  thing: number | null
  kind: string | null
  total: number
}

/** Whoever told a story and is not named by it is not named by what was done to it either, but to themselves. */
const withheld = (me: number) => sql<boolean>`
  actor.thing <> ${me} and exists (select from story left join draft on draft.record = story.thing
    where audit.thing in (story.thing, draft.thing) and story.person = actor.thing and story.shown <> 'named' and not told_for)`

/**
 * What was done and is written down, the newest first. An act concerns whoever it was done to, those who
 * keep an organisation it was done to or was asked of, those whose belonging or speaking for one it changed, and those
 * credited on a record. Only an operator reads all; of others that view is the first.
 */
export async function actsFor(viewer: Viewer, asked: string | undefined, page: number): Promise<Acts> {
  const me = personOf(viewer)
  const views = actViews.filter((view) => view !== 'all' || holds(viewer, 'operator'))
  const view = views.find((one) => one === asked) ?? 'concerning'
  const which =
    view === 'all'
      ? sql`true`
      : view === 'mine'
        ? sql`audit.who = ${`person:${me}`}`
        : sql`(audit.thing = ${me}
            or audit.thing in (select organisation from belonging where person = ${me} and standing = 'steward' and ended is null)
            or (audit.verb like 'branch.%' and (audit.details ->> 'parent')::bigint in (
              select organisation from belonging where person = ${me} and standing = 'steward' and ended is null))
            or (audit.verb like 'belonging.%' and (audit.details ->> 'belonging')::bigint in (select id from belonging where person = ${me}))
            or (audit.verb = 'representative.ended' and (audit.details ->> 'representative')::bigint in (select id from representative where person = ${me}))
            or (audit.verb = 'representative.named' and audit.details ->> 'handle' = (select handle from person where thing = ${me}))
            or audit.thing in (select version.record from credit join version on version.id = credit.version where credit.person = ${me}))`
  const { rows } = await sql<Row>`
    select audit.id, audit.at, audit.verb, audit.thing, thing.kind, count(*) over ()::int as total,
      case when actor.thing is not null and not (${withheld(me)}) then json_build_object('handle', actor.handle, 'name', actor.name) end as by
    from audit left join person as actor on audit.who = 'person:' || actor.thing
      left join thing on thing.id = audit.thing
    where ${which} order by audit.id desc limit ${size} offset ${(page - 1) * size}`.execute(db())
  const things = rows.flatMap(({ thing, kind }) => (thing && kind ? [{ id: thing, kind }] : []))
  const cards = new Map((await cardsOf(viewer, things)).map((card) => [card.id, card]))
  return {
    acts: rows.map(({ thing, kind: _, total: __, ...act }) => ({
      ...act,
      ...(thing !== null && cards.has(thing) && { card: cards.get(thing)! }),
    })),
    total: rows[0]?.total ?? 0,
    size,
    view,
    views,
  }
}
