import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { isRef } from '../../base/ids.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Everywhere } from '../../places/everywhere.ts'
import type { Asked } from './address.ts'
import { answersOf, answersStated, askable, understood } from './asking.ts'
import { type Reason, reasonsFor, shareInstrument } from './explaining.ts'
import type { Described } from './likeness.ts'
import { type OfferedGroup, offered, useful } from './offering.ts'
import { measured, type Ranked, type Ranking, rank } from './ranking.ts'
import { saidIn, seenBy, statedOf, statements } from './stating.ts'

export const perPage = 12

export interface Result {
  card: Card
  ranked: Ranked
  reasons: Reason[]
  /** It can be set side by side with the record one starts from. */
  comparable: boolean
}

export interface Found {
  /** As far as it is known here; without answers where these are those of a record. */
  asked: Asked
  /** What was answered, by whoever asks or by the record. */
  answers: Asked['answers']
  described: Described[]
  leftOut: string[]
  /** The record it starts from. */
  like?: Card
  all: Everywhere
  groups: OfferedGroup[]
  /** How many records say where they hold. */
  holding: number
  results: Result[]
  counts: Ranking['counts']
  /** Of the kinds asked for: how many are at least half alike, and state anything that was asked. */
  alike: number
  stating: number
}

/**
 * What worked in conditions like these: what can be asked, and the records that state any of what is asked,
 * most alike and best borne out first, each with its reasons. Seven queries at most, five while everything
 * is at hand.
 */
export async function conditionsLike(
  viewer: Viewer,
  wanted: Asked,
  size = { limit: perPage, offset: (wanted.page - 1) * perPage },
): Promise<Found> {
  dependsOn('records', 'places', 'instruments')
  const ways = await askable(viewer)
  const stated = await statements()
  const start = wanted.like === undefined ? undefined : await startingFrom(viewer, wanted.like)
  const fromRecord = start && Object.keys(wanted.answers).length === 0
  const { described, leftOut } = understood(
    viewer,
    ways,
    fromRecord ? answersStated(ways.conditions, saidIn(stated, start.stated)) : wanted.answers,
  )
  if (wanted.like !== undefined && !start) leftOut.push(t('likeness.noRecord', { ref: wanted.like }))
  const kinds = wanted.kind ? [wanted.kind] : useful
  const measure = measured(viewer, described, stated)
  const { ranked, counts }: Ranking = described.length
    ? await rank(viewer, measure, { ...wanted, ...size, kinds, without: start?.id })
    : { ranked: [], counts: [] }
  const cards = await cardsOf(viewer, [...(start ? [start] : []), ...ranked])
  const byId = new Map(cards.map((card) => [card.id, card]))
  const like = start && byId.get(start.id)
  const ofKinds = counts.filter(({ kind }) => kinds.includes(kind))
  return {
    asked: { ...wanted, answers: fromRecord ? {} : answersOf(described), like: like?.ref },
    answers: answersOf(described),
    described,
    leftOut,
    ...(like && { like }),
    all: ways.all,
    groups: offered(
      viewer,
      ways,
      stated,
      described.map(({ condition }) => condition),
    ),
    holding: statedOf(stated, ways.conditions[0]!).reduce((sum, one) => sum + seenBy(viewer, one), 0),
    results: ranked.flatMap((one) => {
      const card = byId.get(one.id)
      if (!card) return []
      return {
        card,
        ranked: one,
        reasons: reasonsFor(described, measure, stated, one.stated),
        comparable: start !== undefined && shareInstrument(stated, start.stated, one.stated),
      }
    }),
    counts,
    alike: ofKinds.reduce((sum, one) => sum + one.alike, 0),
    stating: ofKinds.reduce((sum, one) => sum + one.stating, 0),
  }
}

interface Start {
  id: number
  kind: string
  stated: number[]
}

/** The numbers of what a record states, if the viewer may see it. */
async function startingFrom(viewer: Viewer, ref: string): Promise<Start | undefined> {
  if (!isRef(ref)) return undefined
  const { rows } = await sql<Start>`
    select thing.id, thing.kind, array(select answer from context_stated where thing = thing.id) as stated
    from thing join record on record.thing = thing.id
    where thing.ref = ${ref} and thing.state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return rows[0]
}
