import { dependsOn } from '../base/cache/tags.ts'
import { refuse } from '../base/refusal.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere, everywhereAtHand, readPlaces } from './everywhere.ts'
import type { Place } from './place.ts'

/**
 * The place of that code, else 404. Small letters, ISO alpha-3, M49 numbers and codes of before are
 * understood too: where the code of the place given is not the one asked for, that one is its address.
 */
export async function placeFor(viewer: Viewer, code: string): Promise<Place> {
  const { byCode, byAlias } = await everywhere()
  const wanted = code.toUpperCase()
  const place = byCode.get(wanted) ?? byAlias.get(wanted)
  if (!place || !maySee(viewer, place.circle)) return refuse('missing', 'places.unknown', { code })
  dependsOn(place.ref)
  return place
}

/** Places by their codes, those there are: ids and names for cards and for what is imported. */
export async function placesByCode(codes: string[]): Promise<Map<string, Place>> {
  dependsOn('places')
  if (codes.length === 0) return new Map()
  const all = (await everywhereAtHand())?.byCode
  const places = all ? codes.flatMap((code) => all.get(code) ?? []) : await readPlaces(codes)
  return new Map(places.map((place) => [place.code, place]))
}
