import { type AboutList, thingsAbout } from '../base/things/lists.ts'
import type { Viewer } from '../base/viewer.ts'
import { type AroundLine, aroundSubject } from '../exchange/around.ts'
import { countsAbout } from '../places/counts.ts'
import { everywhere } from '../places/everywhere.ts'
import { countriesIn, groupingsIn, groupingsOf, neighboursOf, partsOf, trailIn } from '../places/lines.ts'
import type { Place } from '../places/place.ts'
import { type Asked, pageSize } from './asked.ts'

export interface PlaceOverview {
  place: Place
  asked: Asked
  /** World › … › the place itself. */
  trail: Place[]
  parts: Place[]
  /** The countries it consists of; of a country or an area, the one. */
  countries: Place[]
  groupingsOf: Place[]
  groupingsIn: Place[]
  neighbours: Place[]
  known: AboutList
  /** How much is known about the places on this page, by their ids. */
  counts: Map<number, number>
  /** The nearest place above about which anything is known. */
  wider?: Place
  /** Who could help, and who looks for this. */
  exchange: AroundLine[]
}

/** Everything a place's page shows: where it stands, and what the viewer can find there and within it. */
export async function placeOverview(viewer: Viewer, place: Place, asked: Asked): Promise<PlaceOverview> {
  const all = await everywhere()
  const trail = trailIn(all, place)
  const parts = partsOf(all, place)
  const countries = countriesIn(all, place)
  const neighbours = neighboursOf(all, place)
  const known = await thingsAbout(viewer, place.id, {
    kind: asked.kind,
    limit: pageSize,
    offset: (asked.page - 1) * pageSize,
  })
  const counts = await countsAbout(viewer, idsOf([...parts, ...countries, ...neighbours]))
  return {
    place,
    asked,
    trail,
    parts,
    countries,
    groupingsOf: groupingsOf(all, place),
    groupingsIn: groupingsIn(all, place),
    neighbours,
    known,
    counts,
    exchange: await aroundSubject(viewer, place.id),
    wider: known.counts.length === 0 ? await nearestKnown(viewer, trail) : undefined,
  }
}

const idsOf = (places: Place[]): number[] => [...new Set(places.map(({ id }) => id))]

/** Asked only where nothing is known: counting for the whole world takes a while. */
async function nearestKnown(viewer: Viewer, trail: Place[]): Promise<Place | undefined> {
  const counts = await countsAbout(viewer, idsOf(trail))
  return trail.findLast(({ id }) => counts.has(id))
}
