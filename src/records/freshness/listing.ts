import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { label } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { everywhere } from '../../places/everywhere.ts'
import { topicNamed, topicsById } from '../../vocabularies/topics.ts'
import { curatesRecord } from '../access.ts'
import { hiddenWords } from '../write-up/hidden.ts'
import { curatesSomething } from './access.ts'
import { brokenIn } from './broken.ts'
import { hasBroken, waitsFor } from './waiting.ts'

/** What a list of freshness holds: what waits for the viewer, and for curators the rest. */
export const lists = ['mine', 'overdue', 'twice', 'doubted', 'links', 'without', 'soon'] as const
export type ListName = (typeof lists)[number]

export interface Listed {
  ref: Ref
  title: Text
  number: number
  due: string
  custodian: string | null
  /** When somebody was last asked about that day. */
  asked: string | null
  doubted: boolean
  /** How many addresses in it answer no more. */
  broken: number
  /** How many passages it quotes that were taken from sight where they were said. */
  hidden: number
  /** It is time to look at it again. */
  isDue: boolean
}

/** A place or topic to narrow by, and how many of the list are about it. */
export interface Narrowing {
  value: string
  name: string
  count: number
}

export interface Freshness {
  of: ListName
  /** Of the lists that the viewer may read. */
  counts: Partial<Record<ListName, number>>
  records: Listed[]
  total: number
  size: number
  place?: string
  topic?: string
  places: Narrowing[]
  topics: Narrowing[]
}

const size = 20
/** So many days ahead is soon. */
const soon = 90
const mostNarrowings = 12

const from = sql`
  from record join thing on thing.id = record.thing join version on version.id = record.current
  where thing.state = 'published'`

/**
 * Records by how fresh they are, oldest day first: those that wait for the viewer and, of what they curate,
 * those that are overdue, about which their custodian was asked twice, that are doubted, that name what answers no more, that nobody keeps, and
 * that are due soon. Narrowed by the code of a place and the address of a topic; one that does not exist narrows
 * to nothing. Strangers are to sign in; refuses a list that is not theirs. Four queries.
 */
export async function freshnessFor(
  viewer: Viewer,
  asked: { of?: string; place?: string; topic?: string; page: number },
): Promise<Freshness> {
  personOf(viewer)
  const curates = curatesSomething(viewer)
  const of = lists.find((one) => one === asked.of) ?? 'mine'
  if (of !== 'mine' && !curates) refuse('forbidden', 'freshness.forCurators')
  const mayRead = lists.filter((one) => one === 'mine' || curates)
  const all = await everywhere()
  const place = asked.place ? all.byCode.get(asked.place.toUpperCase().slice(0, 40)) : undefined
  const topic = asked.topic ? await topicNamed(asked.topic.slice(0, 300)) : undefined
  const subjects = [asked.place ? (place?.id ?? 0) : [], asked.topic ? (topic?.id ?? 0) : []].flat()
  const narrowed = sql.join(
    [
      sql`true`,
      ...subjects.map(
        (subject) => sql`exists (select from about join within on within.thing = about.subject
      where about.thing = record.thing and within.ancestor = ${subject})`,
      ),
    ],
    sql` and `,
  )
  const list = (name: ListName) =>
    sql`${from} and ${visibleTo(viewer)} and ${rule(viewer, name)} and ${narrowed}`
  const { rows: counted } = await sql<Record<ListName, number>>`
    select ${sql.join(mayRead.map((name) => sql`(select count(*)::int ${list(name)}) as ${sql.ref(name)}`))}`.execute(
    db(),
  )
  const { rows: records } = await sql<Listed>`
    select thing.ref, version.content -> 'title' as title, version.number, record.due, record.custodian,
      (select max(asked) from review_asking where review_asking.record = record.thing and review_asking.due = record.due) as asked,
      exists (select from doubt where doubt.record = record.thing and ended is null) as doubted,
      json_array_length(${brokenIn}) as broken, (select count(*)::int from (${hiddenWords()}) as words) as hidden, record.due <= current_date as "isDue"
    ${list(of)} order by record.due, record.thing limit ${size} offset ${(asked.page - 1) * size}`.execute(
    db(),
  )
  const { rows: about } = await sql<{ subject: number; kind: string; count: number }>`
    select about.subject, subject.kind, count(*)::int as count
    from (select record.thing ${list(of)}) as listed join about on about.thing = listed.thing join thing as subject on subject.id = about.subject
    where not about.subject = any(${subjects}::bigint[]) group by about.subject, subject.kind order by count(*) desc, about.subject limit 100`.execute(
    db(),
  )
  const named = await topicsById(about.filter(({ kind }) => kind === 'topic').map(({ subject }) => subject))
  return {
    of,
    counts: counted[0]!,
    records,
    total: counted[0]![of],
    size,
    ...(asked.place && { place: place ? label(place.name) : asked.place }),
    ...(asked.topic && { topic: topic ? label(topic.label) : asked.topic }),
    places: about
      .flatMap(({ subject, count }) => {
        const found = all.byId.get(subject)
        return found ? { value: found.code, name: label(found.name), count } : []
      })
      .slice(0, mostNarrowings),
    topics: about
      .flatMap(({ subject, count }) => {
        const found = named.get(subject)
        return found ? { value: found.slug, name: label(found.label), count } : []
      })
      .slice(0, mostNarrowings),
  }
}

function rule(viewer: Viewer, of: ListName): RawBuilder<boolean> {
  if (of === 'mine') return waitsFor(viewer)
  const rules: Record<Exclude<ListName, 'mine'>, RawBuilder<boolean>> = {
    overdue: sql`record.due < current_date`,
    twice: sql`record.due < current_date and exists (
      select from review_asking where review_asking.record = record.thing and review_asking.due = record.due and nth = 2)`,
    doubted: sql`exists (select from doubt where doubt.record = record.thing and ended is null)`,
    links: hasBroken,
    without: sql`record.custodian is null`,
    soon: sql`record.due between current_date and current_date + ${soon}::int`,
  }
  return sql`${rules[of]} and ${curatesRecord(viewer)}`
}
