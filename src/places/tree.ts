import { maySee, type Viewer } from '../base/viewer.ts'
import { countsAbout } from './counts.ts'
import { everywhere } from './everywhere.ts'
import { byName, partsOf } from './lines.ts'
import type { Place } from './place.ts'

export interface PlacesTree {
  /** The parts of the world, each with the regions in it. */
  continents: { place: Place; regions: Place[] }[]
  /** Each with how many countries belong to it. */
  groupings: { place: Place; members: number }[]
  countries: Place[]
  /** How much is known about each and everything within it, by the ids of places; nothing where there is none. */
  counts: Map<number, number>
}

/** The world by region, groupings and countries, with how much the viewer can find about each. */
export async function placesTree(viewer: Viewer): Promise<PlacesTree> {
  const all = await everywhere()
  const shown = [...all.byCode.values()].filter((place) => maySee(viewer, place.circle))
  const regionsIn = (place: Place): Place[] => partsOf(all, place).filter(({ level }) => level === 'region')
  const ofLevel = (level: Place['level']): Place[] =>
    shown.filter((place) => place.level === level).sort(byName)
  return {
    continents: ofLevel('world')
      .flatMap(regionsIn)
      .map((place) => ({ place, regions: regionsIn(place) })),
    groupings: ofLevel('grouping').map((place) => ({ place, members: partsOf(all, place).length })),
    countries: ofLevel('country'),
    counts: await countsAbout(viewer),
  }
}
