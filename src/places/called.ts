import { refuse } from '../base/refusal.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from './everywhere.ts'
import type { Place } from './place.ts'

/** The place that somebody means who writes its code, a code of before or its name in any language. Refuses what is none, by its words. */
export async function placeCalled(viewer: Viewer, words: string): Promise<Place> {
  return (await placeIn(viewer, words)) ?? refuse('invalid', 'places.noPlace', { words })
}

/** Whether there is one. */
export const isPlace = async (viewer: Viewer, words: string): Promise<boolean> =>
  (await placeIn(viewer, words)) !== undefined

async function placeIn(viewer: Viewer, words: string): Promise<Place | undefined> {
  const { byCode, byAlias, byId } = await everywhere()
  const code = words.trim().toUpperCase()
  const plain = words.trim().toLowerCase()
  const place =
    byCode.get(code) ??
    byAlias.get(code) ??
    byId.values().find(({ name }) => Object.values(name).some((one) => one.toLowerCase() === plain))
  return place && maySee(viewer, place.circle) ? place : undefined
}
