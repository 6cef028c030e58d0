import type { RawBuilder } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Definition, RecordKind } from '../../instruments/definition.ts'
import { everywhere } from '../../places/everywhere.ts'
import { answersStated, understood } from './asking.ts'
import { conditionsIn, placeCondition } from './conditions.ts'
import { reasonsFor } from './explaining.ts'
import { type Given, statedIn } from './keeping.ts'
import { useful } from './offering.ts'
import { bestRows, measured, type Ranked, seenRows } from './ranking.ts'
import { saidIn, statements } from './stating.ts'

/** A record in conditions like those of another. */
export interface AlikeRecord {
  id: number
  /** 0 to 1. */
  likeness: number
  /** Of so many conditions that both state, so many are the same. */
  same: number
  of: number
  /** Both answer the same questionnaire. */
  comparable: boolean
}

/** Fewer conditions than these say too little. */
const fewest = 2

/** What is asked along with what else stands around a record, and what comes of it. */
export interface AlikeAsked {
  /** A query that `best` is taken from, under the name of `seen`. */
  seen: RawBuilder<unknown>
  best: RawBuilder<unknown>
  found: (rows: Ranked[]) => AlikeRecord[]
}

/**
 * The three records of what one can use, or of its own kind, whose conditions are at least half like those
 * that this one states: compared by what its own questionnaire asks and by where they are about, so that its
 * page needs no other questionnaire. One query, or none while everything is at hand, besides what it gives to
 * be asked.
 */
export async function alikeTo(
  viewer: Viewer,
  definition: Definition,
  { thing, kind, ...given }: Given & { thing: number; kind: RecordKind },
): Promise<AlikeAsked> {
  dependsOn('records', 'places')
  const all = await everywhere()
  const stated = await statements()
  const conditions = [placeCondition(all), ...conditionsIn([definition])]
  const answers = answersStated(conditions, statedIn(given))
  const { described } = understood(viewer, { all, conditions }, answers)
  const measure = measured(viewer, described.length < fewest ? [] : described, stated)
  return {
    seen: seenRows(viewer, measure, thing),
    best: bestRows({ kinds: [...useful, kind], sort: 'likeness', limit: 12, offset: 0 }),
    found: (rows) =>
      rows
        .map(({ id, likeness, stated: numbers }) => {
          const said = reasonsFor(described, measure, stated, numbers).filter(({ how }) => how !== 'unstated')
          return {
            id,
            likeness,
            same: said.filter(({ how }) => how === 'same').length,
            of: said.length,
            comparable: saidIn(stated, numbers).some(({ instrument }) => instrument === given.instrument),
          }
        })
        .filter(({ of }) => of >= fewest)
        .slice(0, 3),
  }
}
