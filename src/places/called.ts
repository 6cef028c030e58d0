import { refuse } from '../base/refusal.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from './everywhere.ts'
import type { Place } from './place.ts'

/** The place that somebody means who writes its code, a code of before or its name in any language. Refuses what is none, by its words. */
export async function placeCalled(viewer: Viewer, words: string): Promise<Place> {
  const { byCode, byAlias, byId } = await everywhere()
  const code = words.trim().toUpperCase()
  const plain = words.trim().toLowerCase()
  const place =
    byCode.get(code) ??
    byAlias.get(code) ??
    byId.values().find(({ name }) => Object.values(name).some((one) => one.toLowerCase() === plain))
  return place && maySee(viewer, place.circle) ? place : refuse('invalid', 'places.noPlace', { words })
}
