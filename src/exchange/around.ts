import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Side, What } from './entry.ts'
import { isHeard } from './reading.ts'

/** A line of who could help and who looks for this. */
export interface AroundLine {
  ref: Ref
  side: Side
  what: What
  title: string
  lang: string
  by: string
}

export interface Around {
  lines: AroundLine[]
  /** The topic by which more are found. */
  topic: string | null
}

/** So many lines. */
const shown = 3

const lines = (viewer: Viewer, about: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  coalesce((select jsonb_agg(line) from (
    select own.ref, side, what, title, entry.lang, (select name from person where person.thing = entry.person) as by
    from exchange_entry as entry join thing as own on own.id = entry.thing
    where own.state = 'published' and entry.until >= current_date and entry.person is not null and ${visibleTo(viewer, 'own.circle')} and ${isHeard(viewer)} and ${about}
    order by opened desc, own.id desc limit ${shown}) as line), '[]')`

/** Of a `thing`: open offers and needs on its topics, as one value of JSON. */
export const aroundAsked = (viewer: Viewer): RawBuilder<Around> => sql`jsonb_build_object(
  'lines', ${lines(
    viewer,
    sql`own.id in (select theirs.thing from about as ours join concept on concept.thing = ours.subject join about as theirs on theirs.subject = ours.subject where ours.thing = thing.id)`,
  )},
  'topic', (select slug from about join concept on concept.thing = about.subject where about.thing = thing.id order by about.subject limit 1))`

/** The same of a topic or a place: about it, or about anything within it. One query. */
export async function aroundSubject(viewer: Viewer, subject: number): Promise<AroundLine[]> {
  dependsOn('exchange', 'people')
  const { rows } = await sql<{ lines: AroundLine[] }>`
    select ${lines(
      viewer,
      sql`own.id in (select about.thing from about join within on within.thing = about.subject where within.ancestor = ${subject})`,
    )} as lines`.execute(db())
  return rows[0]!.lines
}
