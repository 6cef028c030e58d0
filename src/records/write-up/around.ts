import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { Labels, Lang, Text } from '../../base/text.ts'
import { dependsOnWay, type FoundOnWay, lineageAsked } from '../../base/things/lineage.ts'
import { hiddenAsked, speakersAsked, talkOf } from '../../base/things/talk.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Names } from '../../instruments/views/Value.tsx'
import { type Url, url } from '../../ui/url.ts'

/** A passage that a record quotes, as far as the viewer may read where it was said. */
export interface Source {
  /** The question it stands under. */
  slot: string | null
  label: Labels
  words: string
  lang: Lang
  /** Where it was said; the conversation alone where who said it is not named. */
  said: Ref | null
  source: { kind: string; ref: Ref }
  by: string | null
}

/** What stands on the page of a conversation or of a record about the passage from one to the other. */
export interface WriteUpAround {
  /** Those who write it up, for whoever is signed in. */
  writing: string[]
  /** What it became. */
  records: { ref: Ref; title: Text }[]
  sources: Source[]
  /** How many passages come from there, and how many of all were taken from sight there. */
  total: number
  hidden: number
  way: FoundOnWay[]
  /** The conversations that this hangs on, seen or not: never shown. */
  hangsOn: { ref: Ref }[]
}

const shown = 30

/** All of that around a `thing`, as one value of JSON. */
export function writeUpAsked(viewer: Viewer): RawBuilder<WriteUpAround> {
  const list = (query: RawBuilder<unknown>) =>
    sql`coalesce((select jsonb_agg(to_jsonb(one)) from (${query}) as one), '[]')`
  const writing =
    viewer.kind === 'stranger'
      ? sql`'[]'::jsonb`
      : sql`coalesce((select jsonb_agg(distinct person.name) from write_up join person on person.thing = write_up.by
          where source = thing.id and write_up.published is null and person.name <> ''), '[]')`
  const quoting = sql`from write_up join passage on passage.write_up = write_up.thing join thing as home on home.id = passage.said
    join thing as talk on talk.id = write_up.source
    where write_up.record = thing.id and left_out is null and answer in ('named', 'unnamed', 'group')
      and ${visibleTo(viewer, 'home.circle')} and ${visibleTo(viewer, 'talk.circle')}`
  const quotes = sql`${quoting} and talk.state = 'published' and passage.said in (select said from (${speakersAsked()}) as there)`
  const openly = sql`(answer = 'named' or sealed)`
  return sql`jsonb_build_object(
    'writing', ${writing},
    'records', ${list(sql`
      select made.ref, version.content -> 'title' as title from write_up join thing as made on made.id = write_up.record
        join record on record.thing = made.id join version on version.id = record.current
      where source = thing.id and made.state = 'published' and ${visibleTo(viewer, 'made.circle')} order by write_up.published desc limit ${shown}`)},
    'sources', ${list(sql`
      select slot, label, left(words, 160) as words, passage.lang, case when ${openly} then home.ref end as said,
        jsonb_build_object('kind', talk.kind, 'ref', talk.ref) as source,
        case when answer = 'named' then (select name from person where name <> '' and person.thing = (
          select speaker.person from (${speakersAsked()}) as speaker where speaker.said = passage.said)) end as by
      ${quotes} order by passage.position limit ${shown}`)},
    'total', (select count(*)::int ${quotes}),
    'hidden', (select count(*)::int ${quoting} and passage.said in (select said from (${hiddenAsked()}) as away)),
    'way', ${lineageAsked(viewer)},
    'hangsOn', ${list(sql`select talk.ref from write_up join thing as talk on talk.id = write_up.source where write_up.record = thing.id`)})`
}

/** Says that what is being made changes when something of this does. */
export function dependsOnWriteUp(found: Record<string, never>): void {
  const around = found['write-up'] as WriteUpAround | undefined
  if (!around) return
  dependsOnWay(around.way)
  dependsOn(...[...around.hangsOn, ...around.records].map(({ ref }) => ref))
}

/** Where a passage was said: its post, or the conversation alone where who said it is not named. */
export function whereSaid({ said, source }: Pick<Source, 'said' | 'source'>): Url {
  const talk = talkOf(source.kind)
  return said ? url`/${talk?.saidNoun ?? ''}/${said}` : url`/${talk?.noun ?? ''}/${source.ref}`
}

/** What stands on the page of a record where the passages of one question are listed. */
export const saidUnder = (slot: string): string => `said-${slot.replaceAll('/', '-')}`

/** For each question that passages stand under, the way back: to where the only one was said, or to the list of them. */
export function waysBack(found: Record<string, never>): NonNullable<Names['said']> {
  const around = found['write-up'] as WriteUpAround | undefined
  const bySlot = Map.groupBy(around?.sources ?? [], ({ slot }) => slot)
  return new Map(
    [...bySlot].flatMap(([slot, some]) => {
      if (!slot) return []
      const href = some.length > 1 ? url`#${saidUnder(slot)}` : whereSaid(some[0]!)
      return [[slot, { href, words: t('writeup.whereSaid') }] as const]
    }),
  )
}
