import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { most, type Side, type What } from './entry.ts'
import { isHeard, meOf } from './reading.ts'

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
  /** On the page of a person: what they offer and need; `mine`: it is the viewer's. */
  person: { mine: boolean } | null
}

/** So many lines of others; of a person all that may stand open. */
const shown = 3

const lines = (viewer: Viewer, about: RawBuilder<unknown>, at = shown): RawBuilder<unknown> => sql`
  coalesce((select jsonb_agg(line) from (
    select own.ref, side, what, title, entry.lang, (select name from person where person.thing = entry.person) as by
    from exchange_entry as entry join thing as own on own.id = entry.thing
    where own.state = 'published' and entry.until >= current_date and entry.person is not null and ${visibleTo(viewer, 'own.circle')} and ${isHeard(viewer)} and ${about}
    order by opened desc, own.id desc limit ${at}) as line), '[]')`

/** Of a `thing`: open offers and needs on its topics, or those of the person that it is, as one value of JSON. */
export function aroundAsked(viewer: Viewer): RawBuilder<Around> {
  // What ends or is hidden is gone from there at once.
  dependsOn('exchange')
  const onTopics = sql`own.id in (select theirs.thing from about as ours join concept on concept.thing = ours.subject join about as theirs on theirs.subject = ours.subject where ours.thing = thing.id)`
  return sql`case when thing.kind = 'person' then jsonb_build_object(
    'lines', ${lines(viewer, sql`entry.person = thing.id`, most.open)}, 'topic', null, 'person', jsonb_build_object('mine', thing.id = ${meOf(viewer)}))
  else jsonb_build_object('lines', ${lines(viewer, onTopics)}, 'person', null,
    'topic', (select slug from about join concept on concept.thing = about.subject where about.thing = thing.id order by about.subject limit 1)) end`
}

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
