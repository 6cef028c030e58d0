import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from './everywhere.ts'
import type { Place } from './place.ts'

/** A place as `importPlaceFiles` takes it in, without a difference; with its reference and its groupings. */
export async function asItTravels(viewer: Viewer, { id: _, circle: __, parents, ...place }: Place) {
  const { parts } = await everywhere()
  return {
    ...place,
    ...(parents.length > 0 && { parent: parents }),
    ...(place.level === 'grouping' && {
      members: (parts.get(place.code) ?? [])
        .filter(({ circle }) => maySee(viewer, circle))
        .map(({ code }) => code),
    }),
  }
}
