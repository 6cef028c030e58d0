import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Content, Travelling } from '../interchange.ts'

/** A record that a line is about, as it stands. */
export interface Standing {
  thing: number
  ref: Ref
  kind: Travelling['kind']
  instrument: string
  editionId: number
  /** The current version: its id and number. */
  version: number
  number: number
  reviewed: boolean
  access: Travelling['access']
  custodian: string | null
  lookAgain: string | null
  content: Content
  /** What it is about and all that is within, and its questionnaire. */
  subjects: number[]
}

interface Row extends Omit<Standing, 'content'> {
  n: number
  content: Omit<Content, 'contributors'>
  credits: Content['contributors']
}

/**
 * For each of these contents, by their places: what it is known by, and the published record known by the
 * same that the viewer may see, or the one it names. One query for all of them.
 */
export async function standingRecords(
  viewer: Viewer,
  given: { content: unknown; ref?: string }[],
): Promise<{ keys: string[]; standing?: Standing }[]> {
  if (given.length === 0) return []
  const asked = JSON.stringify(given.map(({ content, ref }) => ({ content, ref: ref ?? null })))
  const known = await sql<{ n: number; keys: string[] }>`
    select place::int - 1 as n, keys_of(one -> 'content') as keys
    from jsonb_array_elements(${asked}::jsonb) with ordinality as given (one, place) order by place`.execute(
    db(),
  )
  const { rows } = await sql<Row>`
    with given as materialized (
      select place::int - 1 as n, one ->> 'ref' as ref, keys_of(one -> 'content') as keys
      from jsonb_array_elements(${asked}::jsonb) with ordinality as given (one, place)),
    -- Once, and not again for each thing that there is: before the first analyze they count as few.
    matched as materialized (
      -- Content by content, so that the index is asked: what versions are known by is costly to make anew.
      select n, known.record, 1 as place from given cross join lateral (
        select version.record, version.id from version where keys_of(version.content) && given.keys offset 0) as known
        join record on record.current = known.id
      union all
      select n, thing.id, 0 from given join thing on thing.ref = given.ref and thing.kind = 'record'),
    best as (
      select distinct on (n) n, matched.record from matched join thing on thing.id = matched.record
      where thing.state = 'published' and ${visibleTo(viewer)} order by n, place, matched.record)
    select n, ${row} from best join record on record.thing = best.record ${joins}`.execute(db())
  const standing = new Map(rows.map((one) => [one.n, one]))
  return known.rows.map(({ n, keys }) => {
    const found = standing.get(n)
    return { keys, ...(found && { standing: asStanding(found) }) }
  })
}

/** The same of one thing, held until the transaction is over; nothing where it is not published. */
export async function standingRecord(thing: number): Promise<Standing | undefined> {
  const { rows } = await sql<Row>`
    select 0 as n, ${row} from record ${joins} where record.thing = ${thing} and thing.state = 'published' for update of thing`.execute(
    db(),
  )
  return rows[0] && asStanding(rows[0])
}

/** Whether there is by now a published record known by the same as this content. */
export async function isThereByNow(content: Content): Promise<boolean> {
  const { rows } = await sql`
    select from version join record on record.current = version.id join thing on thing.id = record.thing
    where keys_of(version.content) && keys_of(${JSON.stringify(content)}::jsonb) and thing.state = 'published' limit 1`.execute(
    db(),
  )
  return rows.length > 0
}

const asStanding = ({ n: _, credits, content, ...rest }: Row): Standing => ({
  ...rest,
  content: { ...content, contributors: credits } as Content,
})

const row = sql`
  record.thing, thing.ref, record.kind, instrument.slug as instrument, version.edition as "editionId",
  version.id as version, version.number, record.reviewed, record.access, record.custodian,
  record.look_again as "lookAgain", version.content,
  array(select ancestor from about join within on within.thing = about.subject where about.thing = record.thing) || record.instrument as subjects,
  (select json_agg(json_strip_nulls(json_build_object(
      'role', role, 'shown', shown, 'name', name, 'organisation', organisation)) order by position)
    from credit where credit.version = version.id) as credits`
const joins = sql`
  join thing on thing.id = record.thing join version on version.id = record.current
  join instrument on instrument.thing = record.instrument`

/** These things and all that each is within. */
export async function withinOf(things: number[]): Promise<Map<number, number[]>> {
  if (things.length === 0) return new Map()
  const { rows } = await sql<{ thing: number; ancestors: number[] }>`
    select thing, array_agg(ancestor) as ancestors from within where thing = any(${things}) group by thing`.execute(
    db(),
  )
  return new Map(rows.map(({ thing, ancestors }) => [thing, ancestors]))
}
