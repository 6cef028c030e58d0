import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from './everywhere.ts'
import type { Place } from './place.ts'

/** So many are offered, and so alike a name is at least: 1 is the same. */
const offered = 5
const alike = 0.35

/** The places whose names or codes, in any language, are nearest to these words, the nearest first; none where none is near. */
export async function placesNear(viewer: Viewer, words: string): Promise<Place[]> {
  const { byId } = await everywhere()
  const asked = pairsOf(words)
  if (asked.size === 0) return []
  return [...byId.values()]
    .filter(({ circle }) => maySee(viewer, circle))
    .map((place) => ({
      place,
      near: Math.max(
        ...[place.code, ...Object.values(place.name), ...Object.values(place.also).flat()].map((name) =>
          likeness(asked, name),
        ),
      ),
    }))
    .filter(({ near }) => near >= alike)
    .sort((a, b) => b.near - a.near || a.place.code.localeCompare(b.place.code))
    .slice(0, offered)
    .map(({ place }) => place)
}

/** The pairs of letters in words without their accents; the first letter counts once more. */
const pairsOf = (words: string): Set<string> => {
  const plain = words.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const letters = plain ? [' ', ...plain] : []
  return new Set(letters.slice(1).map((letter, i) => letters[i]! + letter))
}

/** Dice, Measures of the amount of ecologic association between species, 1945: of two sets, what they share. */
function likeness(asked: Set<string>, name: string): number {
  const pairs = pairsOf(name)
  const shared = [...asked].filter((pair) => pairs.has(pair)).length
  return (2 * shared) / (asked.size + pairs.size || 1)
}
