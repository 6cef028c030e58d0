import type { Ref } from '../../base/ids.ts'
import type { Viewer } from '../../base/viewer.ts'
import { everywhere } from '../../places/everywhere.ts'
import { placeAsked } from '../../places/listing.ts'
import type { Place } from '../../places/place.ts'
import { recordFor } from '../reading.ts'
import { useFor, usesOf } from './reading.ts'
import type { Outcome, Use } from './use.ts'

/** What is said of a record, newest first, as the API gives it; `counts` is false for what its makers say and for what came along from elsewhere. The refusals of `recordFor`. */
export async function usesForPrograms(
  viewer: Viewer,
  ref: string,
  { outcome, place, limit, cursor }: { outcome?: Outcome; place?: string; limit: number; cursor?: string },
) {
  const record = await recordFor(viewer, ref)
  const [at] = await placeAsked(viewer, place)
  const before = cursor === undefined ? 'all' : Number(cursor)
  const narrowed = { outcome, place: at }
  const { uses } = await usesOf(viewer, record, { ...narrowed, perPage: limit + 1, before })
  const { total } = await usesOf(viewer, record, { ...narrowed, perPage: 1 })
  const { byId } = await everywhere()
  const shown = uses.slice(0, limit)
  return {
    items: shown.map((use) => asSaid(use, record.ref, byId)),
    total,
    next: uses.length > limit ? String(shown.at(-1)!.id) : null,
  }
}

/** One use. The refusals of `useFor`. */
export async function useForPrograms(viewer: Viewer, ref: string) {
  const use = await useFor(viewer, ref)
  const { byId } = await everywhere()
  return asSaid(use, use.record.ref, byId)
}

const asSaid = (use: Use, record: Ref, places: Map<number, Place>) => {
  const place = places.get(use.place ?? 0)
  return {
    ref: use.ref,
    record,
    outcome: use.outcome,
    note: use.note,
    ...(use.conditions && { conditions: use.conditions }),
    ...(use.adaptation && { adaptation: use.adaptation }),
    figures: use.figures,
    ...(place && { place: place.code }),
    ...(use.happened && { happened: use.happened }),
    said: new Date(use.said).toISOString(),
    ...(use.by && { by: use.by.name }),
    ...(use.organisation && { organisation: use.organisation.name }),
    counts: !use.byMaker && !use.elsewhere,
    ...(use.elsewhere && { elsewhere: use.elsewhere }),
  }
}
