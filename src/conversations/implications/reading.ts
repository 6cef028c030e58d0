import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { found, missing } from '../../base/refusal.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { threadFor } from '../reading.ts'
import type { Thread } from '../thread.ts'
import { type Implication, isOnPolicy, most, type State } from './implication.ts'

const columns = sql`implication.id, (select ref from thing where thing.id = implication.thing) as ref, words, implication.lang, level, state, revision, implication.at,
  coalesce((select name from person where person.thing = implication.by), implication.elsewhere #>> '{by,name}') as by,
  (select code from place where place.thing = implication.place) as place,
  (select json_build_object('ref', of.ref, 'nth', nth) from post join thing as of on of.id = post.thing
    where post.thing = implication.post and post.thread = implication.thread) as post,
  case when reason is not null then json_build_object('words', reason, 'lang', reason_lang) end as reason`

/** Of an `implication`: who wrote it first. */
export const firstBy = sql<number | null>`coalesce(
  (select by from implication_version where implication_version.implication = implication.id order by revision limit 1), implication.by)`

/** Of an `implication`: the viewer wrote it first. */
export const wroteIt = (viewer: Viewer): RawBuilder<boolean> =>
  sql`(${viewer.kind === 'person' ? viewer.id : 0} = ${firstBy}) is true`

/** Of an `implication`: something came of it. */
export const isUsed = sql<boolean>`exists (select from implication_outcome where implication_outcome.implication = implication.id)`

/** A thread about a policy, or what it was put into, if the viewer may see it: 404 else, and for one that is about anything else. */
export async function policyThreadFor(viewer: Viewer, ref: string): Promise<Thread> {
  const thread = await threadFor(viewer, ref)
  if (thread.mergedInto) return policyThreadFor(viewer, thread.mergedInto)
  return isOnPolicy(thread) ? thread : missing()
}

export interface Implications {
  implications: Implication[]
  total: number
}

/** A page of what is kept in a thread that `policyThreadFor` gave, in its order. One query. */
export async function implicationsOf(
  { id }: Pick<Thread, 'id'>,
  page = 1,
  limit = most.listed,
): Promise<Implications> {
  dependsOn('people')
  const { rows } = await sql<Implication & { total: number }>`
    select ${columns}, count(*) over ()::int as total from implication where thread = ${id} and hidden is null
    order by position, implication.id limit ${limit} offset ${(page - 1) * limit}`.execute(db())
  return { implications: rows, total: rows[0]?.total ?? 0 }
}

/** What it said before, and what became of it. */
export interface WholeImplication {
  thread: Thread
  implication: Implication
  before: {
    revision: number
    words: string
    lang: string
    state: State
    reason: string | null
    by: string | null
    at: string
  }[]
  /** Questions of agendas and lessons, as far as the viewer may see them; a lesson on its way for those who write it. */
  became: Card[]
  drafts: Ref[]
  /** The viewer wrote it: it is not theirs to report. */
  mine: boolean
  /** The viewer wrote it and nothing came of it: they may take it out. */
  removable: boolean
}

/** One of them with its history. 404 where there is none or its thread is not open to the viewer. */
export async function implicationFor(viewer: Viewer, ref: string, id: number): Promise<WholeImplication> {
  const thread = await policyThreadFor(viewer, ref)
  const { rows } = await sql<
    Implication &
      Pick<WholeImplication, 'before' | 'drafts' | 'mine' | 'removable'> & {
        made: { id: number; kind: string }[]
      }
  >`
    select ${columns},
      coalesce((select json_agg(json_build_object('revision', one.revision, 'words', one.words, 'lang', one.lang, 'state', one.state, 'reason', one.reason,
          'by', (select name from person where person.thing = one.by), 'at', one.at) order by one.revision desc)
        from implication_version as one where one.implication = implication.id), '[]') as before,
      coalesce((select json_agg(json_build_object('id', made.id, 'kind', made.kind)) from (${outcomes}) as made
        where made.kind <> 'draft'), '[]') as made,
      coalesce((select json_agg(made.ref) from (${outcomes}) as made where made.kind = 'draft' and made.state = 'draft' and ${visibleTo(viewer, 'made.circle')}), '[]') as drafts
      , ${wroteIt(viewer)} as mine, ${wroteIt(viewer)} and not ${isUsed} as removable
    from implication where thread = ${thread.id} and implication.id = ${id} and hidden is null`.execute(db())
  const { before, made, drafts, mine, removable, ...implication } = found(rows[0])
  return { thread, implication, before, became: await cardsOf(viewer, made), drafts, mine, removable }
}

/** The things that became of `implication`; of a draft its record, once it has one. */
const outcomes = sql`
  select coalesce(record.id, own.id) as id, coalesce(record.ref, own.ref) as ref, coalesce(record.kind, own.kind) as kind,
    coalesce(record.state, own.state) as state, coalesce(record.circle, own.circle) as circle
  from implication_outcome join thing as own on own.id = implication_outcome.thing left join draft on draft.thing = own.id
    left join thing as record on record.id = draft.record
  where implication_outcome.implication = implication.id order by implication_outcome.at`

interface Named {
  id: number
  words: string
  lang: string
  state: State
  thread: { ref: Ref; title: string }
}

/** What stands on the page of a thing. */
export interface Meaning {
  /** It is a policy: one may ask what it means. */
  policy: boolean
  /** What it means, in whichever thread the viewer may see. */
  implications: Named[]
  total: number
  /** What it came from. */
  from: Named[]
}

/** The same as one value of JSON, for the query that finds the `thing`; nothing for what never has any. */
export function meaningAsked(viewer: Viewer): RawBuilder<Meaning | null> {
  const named = (where: RawBuilder<unknown>) => sql`
    from implication join thread on thread.thing = implication.thread join thing as home on home.id = thread.thing
    where home.state = 'published' and merged_into is null and hidden is null and ${visibleTo(viewer, 'home.circle')} and ${where}`
  const listed = (where: RawBuilder<unknown>) => sql`
    coalesce((select jsonb_agg(jsonb_build_object('id', id, 'words', words, 'lang', lang, 'state', state, 'thread', jsonb_build_object('ref', ref, 'title', title)) order by ref, position, id)
      from (select implication.id, words, implication.lang, implication.state, position, home.ref, thread.title ${named(where)} order by home.ref, position, implication.id limit ${most.beside}) as shown), '[]')`
  const about = sql`thread.concerning = thing.id`
  const cameFrom = sql`implication.id in (select implication from implication_outcome
    where implication_outcome.thing = thing.id or implication_outcome.thing in (select draft.thing from draft where draft.record = thing.id))`
  return sql`case when thing.kind in ('record', 'agenda-question') then jsonb_build_object(
    'policy', exists (select from record where record.thing = thing.id and record.kind = 'policy'),
    'implications', ${listed(about)}, 'total', (select count(*)::int ${named(about)}), 'from', ${listed(cameFrom)}) end`
}
