import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../cache/tags.ts'
import { db } from '../database/database.ts'
import { type Viewer, visibleTo } from '../viewer.ts'
import { anchors, type Card, cardsOf } from './kinds.ts'

export interface AboutList {
  cards: Card[]
  total: number
  /** How many of each kind of thing there are, or of each sort where the kind has several. */
  counts: { kind: string; count: number }[]
}

/** A condition on `thing` for what is counted as known: a topic or a place that is about another is not. */
export const isKnowledge = (): RawBuilder<boolean> => sql`thing.kind <> all(${anchors()}::text[])`

/**
 * Published things about a subject or anything within it, newest change first: what a place or a
 * topic page gathers. `kind`, a kind or a sort, narrows the cards and the total, not the counts.
 */
export async function thingsAbout(
  viewer: Viewer,
  subject: number,
  { kind, limit = 20, offset = 0 }: { kind?: string; limit?: number; offset?: number } = {},
): Promise<AboutList> {
  dependsOn('things')
  const gathered = sql`
    select thing.id, thing.kind, coalesce(thing.sort, thing.kind) as sort, thing.changed from thing
    where thing.state = 'published' and ${isKnowledge()} and ${visibleTo(viewer)}
      and thing.id in (select about.thing from about join within on within.thing = about.subject where within.ancestor = ${subject})`
  const counted = await sql<{
    kind: string
    count: number
  }>`select sort as kind, count(*) from (${gathered}) as all_of_it group by sort order by 2 desc, 1`.execute(
    db(),
  )
  const shown = await sql<{ id: number; kind: string }>`
    select id, kind from (${gathered}) as all_of_it ${kind ? sql`where sort = ${kind}` : sql``}
    order by changed desc, id limit ${limit} offset ${offset}`.execute(db())
  const counts = counted.rows
  const total = counts.filter((one) => !kind || one.kind === kind).reduce((sum, one) => sum + one.count, 0)
  return { cards: await cardsOf(viewer, shown.rows), total, counts }
}
