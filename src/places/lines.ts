import { reader } from '../base/i18n/reader.ts'
import { type Everywhere, everywhere } from './everywhere.ts'
import { type Place, placeName } from './place.ts'

type Code = Pick<Place, 'code'>

/** World › Africa › West Africa › Niger: along the main line, the place itself last. */
export const trailOf = async (place: Code): Promise<Place[]> => trailIn(await everywhere(), place)

export function trailIn(all: Everywhere, { code }: Code): Place[] {
  const trail: Place[] = []
  for (let place = all.byCode.get(code); place; place = all.byCode.get(place.parents[0] ?? ''))
    trail.unshift(place)
  return trail
}

/** What it consists of, groupings apart: regions, countries, areas; the members of a grouping. */
export const partsOf = (all: Everywhere, { code }: Code): Place[] =>
  (all.parts.get(code) ?? []).filter(({ level }) => level !== 'grouping').sort(byName)

/** Groupings that lie in it. */
export const groupingsIn = (all: Everywhere, { code }: Code): Place[] =>
  (all.parts.get(code) ?? []).filter(({ level }) => level === 'grouping').sort(byName)

/** Groupings it belongs to. */
export const groupingsOf = (all: Everywhere, place: Place): Place[] =>
  place.groupings.flatMap((code) => all.byCode.get(code) ?? []).sort(byName)

/** Its like in the place it stands in: the other countries of West Africa. */
export const neighboursOf = (all: Everywhere, place: Place): Place[] =>
  (all.parts.get(place.parents[0] ?? '') ?? [])
    .filter(({ code, level }) => level === place.level && code !== place.code)
    .sort(byName)

/** Every country within a place; of a country or an area, the country itself. */
export function countriesIn(all: Everywhere, place: Place): Place[] {
  if (place.level === 'country' || place.level === 'area')
    return trailIn(all, place).filter(({ level }) => level === 'country')
  const found = new Set<Place>()
  const waiting = [place]
  for (const one of waiting)
    for (const part of partsOf(all, one))
      if (part.level === 'country') found.add(part)
      else if (!waiting.includes(part)) waiting.push(part)
  return [...found].sort(byName)
}

/** In the order of the reader's alphabet. */
export const byName = (a: Place, b: Place): number => placeName(a).localeCompare(placeName(b), reader().lang)
