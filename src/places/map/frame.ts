import { type GeoProjection, geoArea, geoCentroid, geoDistance, geoEqualEarth, geoPath } from 'd3-geo'
import type { GeometryCollection, MultiPolygon, Position } from 'geojson'
import type { Land } from './land.ts'

/** A place on the globe, in degrees. */
export interface Spot {
  lat: number
  lon: number
}

export interface Frame {
  projection: GeoProjection
  width: number
  height: number
}

/** Specks of land, in steradians: 8,000 square kilometres. */
const speck = 2e-4

/** Those that lie together: of West Africa not Saint Helena, a speck far out in the ocean. */
export function together<S extends Partial<Spot> & { m49?: string }>(countries: S[], land: Land[]): S[] {
  const placed = countries.flatMap(({ lat, lon }): [number, number][] =>
    lat === undefined || lon === undefined ? [] : [[lon, lat]],
  )
  const middle = geoCentroid({ type: 'MultiPoint', coordinates: placed })
  const far = ({ lat = 0, lon = 0 }: S): number => geoDistance([lon, lat], middle)
  const usual = countries.map(far).sort((a, b) => a - b)[Math.floor(countries.length / 2)] ?? 0
  const large = new Set(land.filter(({ shape }) => geoArea(shape) > speck).map(({ m49 }) => m49))
  return countries.filter((country) => far(country) <= 2.5 * usual || large.has(country.m49 ?? ''))
}

const width = 720
/** Room around what is shown, in pixels. */
const room = 28

/**
 * A map that shows these countries, islands far from home apart, and these spots, in Equal Earth
 * turned to face them, and not nearer than `nearest` pixels a degree.
 */
export function frameAround(land: Land[], spots: Spot[], nearest: number): Frame {
  const shown: GeometryCollection = {
    type: 'GeometryCollection',
    geometries: [
      ...withoutTooWide(land).map(({ shape }) => home(shape)),
      {
        type: 'MultiPoint',
        coordinates: spots.flatMap(({ lat, lon }) => [-0.5, 0, 0.5].map((off) => [lon + off, lat + off])),
      },
    ],
  }
  const [lon] = geoCentroid(shown)
  const projection = geoEqualEarth().rotate([-lon, 0])
  const height = heightFor(projection, shown)
  projection.fitExtent(
    [
      [room, room],
      [width - room, height - room],
    ],
    shown,
  )
  notTooNear(projection, height, nearest)
  return { projection, width, height }
}

/** Russia reaches around the globe; among others it would make them small. */
const withoutTooWide = (land: Land[]): Land[] =>
  land.length === 1 ? land : land.filter((country) => country.width < 120)

/** The largest part of a country, what is near it, and what is large: not French Guiana, but Alaska. */
function home({ coordinates }: MultiPolygon): MultiPolygon {
  const parts = coordinates.map((polygon) => ({ polygon, area: areaOf(polygon), middle: middleOf(polygon) }))
  const largest = parts.reduce((a, b) => (b.area > a.area ? b : a))
  const near = parts.filter(
    ({ area, middle }) => area > largest.area * 0.165 || geoDistance(middle, largest.middle) < 0.2,
  )
  return { type: 'MultiPolygon', coordinates: near.map(({ polygon }) => polygon) }
}

const areaOf = (polygon: Position[][]): number => geoArea({ type: 'Polygon', coordinates: polygon })
const middleOf = (polygon: Position[][]): [number, number] =>
  geoCentroid({ type: 'Polygon', coordinates: polygon })

/** As high as what is shown asks for, between twice as wide as high and nearly square. */
function heightFor(projection: GeoProjection, shown: GeometryCollection): number {
  projection.scale(1000).translate([0, 0])
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(shown)
  const asked = ((width - 2 * room) * (bottom - top)) / (right - left || 1) + 2 * room
  return Math.round(Math.max(width * 0.5, Math.min(width * 0.85, asked)))
}

function notTooNear(projection: GeoProjection, height: number, nearest: number): void {
  const most = nearest * (180 / Math.PI)
  if (projection.scale() <= most) return
  const middle = projection.invert!([width / 2, height / 2])!
  projection.scale(most)
  const [x, y] = projection(middle)!
  const [left, top] = projection.translate()
  projection.translate([left + width / 2 - x, top + height / 2 - y])
}
