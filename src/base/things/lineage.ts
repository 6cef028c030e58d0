import { type RawBuilder, sql } from 'kysely'
import type { Url } from '../../ui/url.ts'
import { dependsOn } from '../cache/tags.ts'
import { db } from '../database/database.ts'
import { isRef, type Ref } from '../ids.ts'
import { found, missing } from '../refusal.ts'
import type { Text } from '../text.ts'
import { type Viewer, visibleTo } from '../viewer.ts'

/** The way of knowledge, in its order. */
export const stages = ['question', 'conversation', 'record', 'use', 'decision'] as const
export type Stage = (typeof stages)[number]

/** How a kind of thing stands on that way. */
export interface LineageStep {
  kind: string
  stage: Stage
  /** Of a thing named `at` in the query: one value of JSON with what it is called and where it is. */
  told: RawBuilder<unknown>
  drawn: (ref: Ref, told: never) => { title: Text; href: Url }
}

/** How one thing led to another: of a thing named `walk` in the query, a query of the `id` of what it came from, and of what came of it. */
export interface LineageTie {
  from: RawBuilder<{ id: number }>
  to: RawBuilder<{ id: number }>
}

const steps = new Map<string, LineageStep>()
const ties: LineageTie[] = []

/** `kinds.ts` registers them; a kind that is not there yet adds its own. */
export function registerLineage(given: { steps: LineageStep[]; ties: LineageTie[] }): void {
  for (const step of given.steps) steps.set(step.kind, step)
  ties.splice(0, ties.length, ...given.ties)
}

/** So many steps are gone either way, and so many things looked at. */
const most = { steps: 5, things: 120 }

/** One thing on the way, as it is read in the query. */
export interface FoundOnWay {
  ref: Ref
  kind: string
  /** How many steps before (negative) or after. */
  steps: number
  /** Nothing where the viewer may not see it. */
  told: unknown
}

/**
 * The way that a `thing` stands on, as one value of JSON: what it came from and what came of it. What the viewer may
 * not see ends it there; it is named to those who keep pages, and to nobody else.
 */
export function lineageAsked(viewer: Viewer): RawBuilder<FoundOnWay[]> {
  if (ties.length === 0) return sql`'[]'::jsonb`
  const kinds = [...steps.keys()]
  const open = sql`(at.state = 'published' and ${visibleTo(viewer, 'at.circle')})`
  const walked = (way: 'from' | 'to', by: RawBuilder<unknown>) => sql`
    select thing.id, 0 as steps
    union select next.id, walk.steps + ${by}
    from ${sql.table(way === 'from' ? 'back' : 'forth')} as walk join thing as at on at.id = walk.id
      cross join lateral (${sql.join(
        ties.map((tie) => sql`(${tie[way]})`),
        sql` union all `,
      )}) as next
    where abs(walk.steps) < ${sql.lit(most.steps)} and ${open}`
  const told = [...steps.values()].map((step) => sql`when ${sql.lit(step.kind)} then ${step.told}`)
  return sql`(
    with recursive back (id, steps) as (${walked('from', sql`-1`)}), forth (id, steps) as (${walked('to', sql`1`)}),
      walk as (select id, (array_agg(steps order by abs(steps)))[1] as steps
        from ((select * from back limit ${sql.lit(most.things)}) union (select * from forth limit ${sql.lit(most.things)})) as both_ways group by id)
    select coalesce(jsonb_agg(jsonb_build_object('ref', at.ref, 'kind', at.kind, 'steps', walk.steps,
      'told', case when ${open} then case at.kind ${sql.join(told, sql` `)} end end) order by walk.steps, at.id), '[]')
    from walk join thing as at on at.id = walk.id where at.kind = any(${kinds}::text[]))`
}

/** One thing on the way, as it is drawn. */
export interface OnWay {
  ref: Ref
  kind: string
  title: Text
  href: Url
  /** It is the one whose way this is. */
  here: boolean
}

export interface WayStage {
  stage: Stage
  things: OnWay[]
}

/** The stages of a way, in their order, drawn from what was found; nothing where a thing stands by itself. */
export function wayFrom(found: FoundOnWay[]): WayStage[] {
  const open = found.flatMap((one) => {
    const step = steps.get(one.kind)
    if (!step || !one.told) return []
    const drawn = step.drawn(one.ref, one.told as never)
    return [{ stage: step.stage, ref: one.ref, kind: one.kind, here: one.steps === 0, ...drawn }]
  })
  if (open.length < 2) return []
  return stages.flatMap((stage) => {
    const things = open.filter((one) => one.stage === stage).map(({ stage: _, ...one }) => one)
    return things.length ? [{ stage, things }] : []
  })
}

/** Says that what is being made changes when one of these does. */
export const dependsOnWay = (found: FoundOnWay[] | undefined): void =>
  dependsOn(...(found ?? []).map(({ ref }) => ref))

/** The way that a thing stands on, as far as the viewer may see it: 404 where that is not open to them, or on no way. One query. */
export async function wayOf(viewer: Viewer, ref: string): Promise<WayStage[]> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ way: FoundOnWay[] }>`
    select ${lineageAsked(viewer)} as way from thing
    where ref = ${ref} and state = 'published' and ${visibleTo(viewer)} and kind = any(${[...steps.keys()]}::text[])`.execute(
    db(),
  )
  const { way } = found(rows[0])
  dependsOn(ref)
  dependsOnWay(way)
  return wayFrom(way)
}
