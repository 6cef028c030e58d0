import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Text } from '../../base/text.ts'
import { findThings } from '../../base/things/finding.ts'
import type { Card } from '../../base/things/kinds.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Definition, RecordKind } from '../../instruments/definition.ts'
import { everywhere } from '../../places/everywhere.ts'
import { type CardRow, cardRows, cardsFrom } from '../cards.ts'
import { answersStated, understood } from './asking.ts'
import { conditionsIn, placeCondition } from './conditions.ts'
import { type Given, statedIn } from './keeping.ts'
import { bestRows, measured, type Ranked, seenRows } from './ranking.ts'
import { statements } from './stating.ts'

/** A record that may say the same as another, and what speaks for it. */
export interface Duplicate {
  card: Card
  /** Words that both have, of all that there are: 0 to 1. */
  title: number
  summary: number
  /** How like their conditions are, where both state at least two: 0 to 1. */
  conditions?: number
  /** 1 where one lies in the other, less the further they are apart. */
  place: number
  /** Both answer the same questionnaire. */
  sameQuestionnaire: boolean
}

interface Asked extends Given {
  /** The record itself, where it is one already. */
  thing: number
  kind: RecordKind
  title: Text
  summary?: Text
}

/** So many are looked at: found by their words, and by their conditions. */
const most = 20
/** So many are told. */
const told = 5
/** Fewer conditions than these say too little. */
const fewest = 2

interface Row {
  ranked: Pick<Ranked, 'id' | 'likeness' | 'stated'>[]
  lines: (CardRow & { instrument: string })[]
}

/**
 * Records of the same kind that may say the same, the likeliest first: found by the words of title and
 * summary and by their conditions, so that a copy with another name is found too; one that only has the same
 * name, about another part of the world, comes after it. Five at most, in one query besides that of the words.
 */
export async function duplicatesOf(
  viewer: Viewer,
  definition: Definition,
  { thing, kind, title, summary, ...given }: Asked,
): Promise<Duplicate[]> {
  dependsOn('records', 'places')
  const found = await findThings(viewer, [wordsOf(title), summary && wordsOf(summary)].join(' '))
  const all = await everywhere()
  const stated = await statements()
  const places = placeCondition(all)
  const conditions = [places, ...conditionsIn([definition])]
  const { described } = understood(viewer, { all, conditions }, answersStated(conditions, statedIn(given)))
  const measure = measured(viewer, described.length < fewest ? [] : described, stated)
  const { rows } = await sql<Row>`
    with seen as materialized (${seenRows(viewer, measure, thing)}),
      best as (${bestRows({ kinds: [kind], sort: 'likeness', limit: most, offset: 0 })}),
      chosen as (
        select id from best union
        select thing.id from thing where id = any(${found.slice(0, most)}::bigint[]) and kind = 'record' and sort = ${kind} and id <> ${thing})
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'likeness', likeness,
          'stated', array(select answer from context_stated where context_stated.thing = seen.id))), '[]')
        from seen join chosen using (id)) as ranked,
      (select coalesce(jsonb_agg(to_jsonb(line) || jsonb_build_object('instrument', (select slug from record join instrument on instrument.thing = record.instrument where record.thing = line.id))), '[]')
        from (${cardRows(viewer, sql`array(select id from chosen)`)}) as line) as lines`.execute(db())
  const { ranked, lines } = rows[0]!
  const cards = await cardsFrom(lines)
  const near = (theirs: string[]): number =>
    Math.max(0, ...given.places.flatMap((mine) => theirs.map((other) => places.near(mine, other))))
  return lines
    .flatMap((line): Duplicate[] => {
      const like = ranked.find(({ id }) => id === line.id)
      const both = described.filter(({ condition }) => isStated(condition.slots, like, stated.byId))
      return [
        {
          card: cards.get(line.id)!,
          title: inCommon(title, line.title),
          summary: summary ? inCommon(summary, line.summary) : 0,
          ...(like && both.length >= fewest && { conditions: like.likeness }),
          place: near(line.places),
          sameQuestionnaire: line.instrument === given.instrument,
        },
      ]
    })
    .filter(mayBeSame)
    .sort((a, b) => weightOf(b) - weightOf(a) || a.card.id - b.card.id)
    .slice(0, told)
}

const isStated = (
  slots: Map<string, string>,
  like: Row['ranked'][number] | undefined,
  byId: Awaited<ReturnType<typeof statements>>['byId'],
): boolean =>
  (like?.stated ?? []).some((id) => {
    const one = byId.get(id)
    return one !== undefined && slots.get(one.instrument) === one.slot
  })

/** From here on, words are so much the same that somebody should look. */
export const nearly = 0.6

/** Words alone, or fewer of them where the conditions are as good as the same. */
const mayBeSame = ({ title, summary, conditions = 0, place }: Duplicate): boolean =>
  Math.max(title, summary) >= nearly ||
  (conditions >= 0.8 && place > nearly && Math.max(title, summary) >= 0.25)

/** A name is soon the same; what is said of it, and of where, is less so. */
const weightOf = ({ title, summary, conditions, place, sameQuestionnaire }: Duplicate): number =>
  0.35 * title + 0.3 * summary + 0.25 * (conditions ?? place) * place + (sameQuestionnaire ? 0.1 : 0)

const wordsOf = ({ original, texts }: Text): string => texts[original] ?? ''

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])

/** Words that both have, of all that there are (Jaccard 1901), in the languages in which they are most alike. */
const inCommon = (one: Text, other: Text): number =>
  Math.max(
    0,
    ...Object.values(one.texts).flatMap((mine) =>
      Object.values(other.texts).map((theirs) => {
        const [a, b] = [wordsIn(mine), wordsIn(theirs)]
        const all = a.union(b).size
        return all === 0 ? 0 : a.intersection(b).size / all
      }),
    ),
  )
