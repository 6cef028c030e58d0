import { type RawBuilder, sql } from 'kysely'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { hiddenWords } from '../write-up/hidden.ts'
import { wasAsked } from './access.ts'
import { brokenIn, isBroken } from './broken.ts'

/** A record that waits for the viewer to say whether it is still true. */
export interface ToLookAt {
  ref: Ref
  title: Text
  /** The version they would say it of. */
  number: number
  due: string
  /** It is marked as doubted. */
  doubted: boolean
  /** It is time to look at it again. */
  isDue: boolean
  /** How many addresses in it answer no more; only whoever keeps it is told. */
  broken: number
  /** How many passages it quotes that were taken from sight where they were said. */
  hidden: number
}

/** So many at a time are enough for one who helps by the way. */
const most = 5

const keeps = (viewer: Viewer) => sql`exists (
  select from custodianship where custodianship.record = record.thing and person = ${personOf(viewer)} and since is not null and ended is null)`
export const hasBroken = sql<boolean>`exists (
  select from outside_use join outside_address on outside_address.id = outside_use.address where outside_use.thing = record.thing and ${isBroken})`
const isDoubted = sql`exists (select from doubt where doubt.record = record.thing and ended is null)`

/** Whether the row of `record` waits for the viewer: they keep it and it is due, doubted, names what answers no more or quotes what was taken from sight, or they were asked. */
export const waitsFor = (viewer: Viewer): RawBuilder<boolean> => sql`(
  (record.due <= current_date or ${isDoubted} or ${hasBroken} or exists (${hiddenWords()})) and ${keeps(viewer)}
  or record.due <= current_date and not ${isDoubted} and ${wasAsked(viewer)})`

export interface WaitingToLookAt {
  /** The first of them. */
  records: ToLookAt[]
  total: number
}

/** The first that wait for the viewer, and how many there are, as one value of JSON. */
export const toLookAt = (viewer: Viewer): RawBuilder<WaitingToLookAt> => sql`(
  select json_build_object('records', coalesce(json_agg(one) filter (where place <= ${most}), '[]'), 'total', count(*))
  from (
    select thing.ref, version.content -> 'title' as title, version.number, record.due, ${isDoubted} as doubted, record.due <= current_date as "isDue",
      json_array_length(${brokenIn}) as broken, (select count(*)::int from (${hiddenWords()}) as words) as hidden, row_number() over (order by record.due, record.thing) as place
    from record join thing on thing.id = record.thing join version on version.id = record.current
    where thing.state = 'published' and ${visibleTo(viewer)} and ${waitsFor(viewer)}
    order by record.due, record.thing) as one)`
