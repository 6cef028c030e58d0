import { dependsOn } from '../../base/cache/tags.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { RecordKind } from '../../instruments/definition.ts'
import { askable, understood } from './asking.ts'
import { reasonsFor } from './explaining.ts'
import { answersStated } from './finding.ts'
import { type Given, statedIn } from './keeping.ts'
import { useful } from './offering.ts'
import { measured, rank } from './ranking.ts'
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

/**
 * The three records of what one can use, or of its own kind, whose conditions are at least half like those
 * that this one states. Two queries while everything else is at hand.
 */
export async function alikeTo(
  viewer: Viewer,
  { thing, kind, ...given }: Given & { thing: number; kind: RecordKind },
): Promise<AlikeRecord[]> {
  dependsOn('records', 'places', 'instruments')
  const ways = await askable(viewer)
  const stated = await statements()
  const { described } = understood(viewer, ways, answersStated(ways.conditions, statedIn(given)))
  if (described.length < fewest) return []
  const measure = measured(viewer, described, stated)
  const { ranked } = await rank(viewer, measure, {
    kinds: [...useful, kind],
    sort: 'likeness',
    limit: 12,
    offset: 0,
    without: thing,
  })
  return ranked
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
    .slice(0, 3)
}
