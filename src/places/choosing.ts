import { formatList } from '../base/i18n/t.ts'
import { type Place, type PlaceLevel, placeName } from './place.ts'

/** What a list to pick a place from shows: those of these levels, or all, by name, each with its code. */
export const placeChoices = (
  places: Map<number, Place>,
  ...levels: PlaceLevel[]
): { value: string; label: string }[] =>
  [...places.values()]
    .filter(({ level }) => levels.length === 0 || levels.includes(level))
    .map((place) => ({ value: place.code, label: placeName(place) }))
    .sort((a, b) => a.label.localeCompare(b.label))

/** The names of these places in one line; one that is not there is left out. */
export const placeNames = (ids: number[], places: Map<number, Place>): string =>
  formatList(
    ids.flatMap((id) => (places.has(id) ? placeName(places.get(id)!) : [])),
    'unit',
  )
