import type { JSX } from '../../ui/jsx/elements.ts'
import { around, aroundRegion, type Drawing, world } from '../map/drawing.ts'
import { type Place, type PlaceLevel, placeName, placeUrl } from '../place.ts'
import { Chart, type ChartedCountry, type ChartedSpot } from './Chart.tsx'

interface PlaceMapProps {
  place: Place
  /** The countries it consists of; of a country or an area, the one. */
  countries: Place[]
  /** Areas in it that have a spot on the map. */
  areas: Place[]
  /** Countries around a country, as ways to go on; they stand in a list elsewhere on the page. */
  around?: Place[]
  /** How much is known in each, by the ids of places. */
  counts: Map<number, number>
  /** Its countries and areas stand in a list elsewhere on the page. */
  listed?: boolean
}

/** A map zoomed to a place: a region with its countries shaded, a country with its areas. */
export function PlaceMap({
  place,
  countries,
  areas,
  around: others = [],
  counts,
  listed,
}: PlaceMapProps): JSX.Element {
  const charted = (country: Place, look?: ChartedCountry['look'], count?: number): ChartedCountry => ({
    m49: country.m49,
    lat: country.lat,
    lon: country.lon,
    name: placeName(country),
    href: placeUrl(country),
    count,
    look,
  })
  const countOf = ({ id }: Place): number => counts.get(id) ?? 0
  const looks: Record<PlaceLevel, (country: Place) => ChartedCountry> = {
    world: (country) => charted(country, undefined, countOf(country)),
    region: (country) => charted(country, 'within', countOf(country)),
    grouping: (country) => charted(country, 'within', countOf(country)),
    country: (country) => charted(country, 'here'),
    area: (country) => charted(country, 'within'),
  }
  return (
    <Chart
      drawing={drawingOf(place, countries)}
      countries={[...others.map((country) => charted(country)), ...countries.map(looks[place.level])]}
      spots={areas.flatMap((area) => spotOf(area, area.id === place.id, counts))}
      listed={listed}
    />
  )
}

function drawingOf(place: Place, countries: Place[]): Drawing {
  if (place.level === 'world') return world()
  return place.level === 'region'
    ? aroundRegion(countries)
    : around([...countries, ...(place.level === 'area' ? [place] : [])])
}

function spotOf(area: Place, here: boolean, counts: Map<number, number>): ChartedSpot[] {
  const { lat, lon } = area
  if (lat === undefined || lon === undefined) return []
  return [
    {
      lat,
      lon,
      label: placeName(area),
      href: placeUrl(area),
      count: counts.get(area.id) ?? 0,
      ...(here && { look: 'here' as const }),
    },
  ]
}
