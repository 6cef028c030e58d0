import type { Viewer } from '../../base/viewer.ts'
import { everywhere } from '../../places/everywhere.ts'
import { mayTend } from '../access.ts'
import { recordFor } from '../reading.ts'
import { adoptionsOf } from './adopting.ts'
import { evidenceOf } from './counting.ts'
import { placesUsedIn, usesOf } from './reading.ts'
import type { Outcome } from './use.ts'
import type { UsesPageProps } from './views/UsesPage.tsx'

/** Everything that the page of a record's uses shows. A place that is none narrows by nothing. The refusals of `recordFor`. */
export async function usesPageOf(
  viewer: Viewer,
  ref: string,
  { outcome, at, page }: { outcome?: Outcome; at?: string; page: number },
): Promise<UsesPageProps> {
  const record = await recordFor(viewer, ref)
  const { byCode, byId } = await everywhere()
  const place = at === undefined ? undefined : byCode.get(at)
  const asked = { page, ...(outcome && { outcome }), ...(place && { place: place.id }) }
  const usedIn = await placesUsedIn(viewer, record.thing)
  return {
    record,
    evidence: (await evidenceOf(viewer, [record.thing])).get(record.thing)!,
    ...(await usesOf(viewer, record, asked)),
    asked: { ...asked, ...(place && { at: place.code }) },
    usedIn: usedIn.flatMap((id) => byId.get(id) ?? []),
    places: byId,
    adoptions: await adoptionsOf(viewer, record),
    tends: await mayTend(viewer, record),
  }
}
