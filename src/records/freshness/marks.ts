import { type RawBuilder, sql } from 'kysely'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'

/** Another record that says otherwise, as far as the viewer may see it. */
export interface Other {
  ref: Ref
  title: Text
  published: string
}

/** What a reader must know before trusting a record; nothing of it where there is nothing to know. */
export interface Marks {
  /** The day by which it was to be looked at again, once that is over. */
  due?: string
  /** The day it was last looked at: when somebody said that it is still true, or published what is more than a correction. */
  looked: string
  /** Since when, and in whose words, it is doubted. */
  doubted?: { since: string; words: Text }
  /** What takes its place. */
  replacedBy?: Other[]
  /** What came after it and contradicts it. */
  contradictedBy?: Other[]
  /** What it contradicts itself. */
  contradicts?: Other[]
}

/** So many of each stand beside a record; more than one is rare. */
const most = 3

const other = sql`json_build_object('ref', other.ref, 'title', said.content -> 'title', 'published', said.published)`
const isOpen = (viewer: Viewer) => sql`other.state = 'published' and ${visibleTo(viewer, 'other.circle')}`

/** Records that are this to the one in `thing`. */
const into = (viewer: Viewer, rel: string) => sql`(
  select json_agg(one) from (
    select ${other} as one from link join thing as other on other.id = link.record
      join record as theirs on theirs.thing = other.id join version as said on said.id = theirs.current
    where link.target = thing.ref and link.rel = ${rel} and ${isOpen(viewer)} order by said.published desc, other.id limit ${most}) as found)`

/** Records that the one in `thing` is this to. */
const out = (viewer: Viewer, rel: string) => sql`(
  select json_agg(one) from (
    select ${other} as one from link join thing as other on other.ref = link.target
      join record as theirs on theirs.thing = other.id join version as said on said.id = theirs.current
    where link.record = thing.id and link.rel = ${rel} and ${isOpen(viewer)} order by said.published desc, other.id limit ${most}) as found)`

/**
 * The marks of the `record` in a query, with its `thing` and its `version`, as one value of JSON: so a list
 * of any length asks for them in the query that it is. What is made from it depends on `records`.
 */
export const marksOf = (viewer: Viewer): RawBuilder<Marks> => sql`json_strip_nulls(json_build_object(
  'due', case when record.due < current_date then record.due end,
  'looked', greatest((select max(at)::date from confirmation where confirmation.record = record.thing), record.looked),
  'doubted', (select json_build_object('since', at::date, 'words', words) from doubt where doubt.record = record.thing and ended is null),
  'replacedBy', ${into(viewer, 'replaces')},
  'contradictedBy', ${into(viewer, 'contradicts')},
  'contradicts', ${out(viewer, 'contradicts')}))`
