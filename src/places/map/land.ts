import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { geoArea, geoBounds } from 'd3-geo'
import type { MultiPolygon, Position } from 'geojson'
import { merge } from 'topojson-client'
import type { MultiPolygon as Arced, GeometryCollection, Polygon, Topology } from 'topojson-specification'
import { root } from '../../base/root.ts'

/** The land of one country, by its M49 number; `''` where nobody has given it one. */
export interface Land {
  m49: string
  shape: MultiPolygon
  /** From its western to its eastern end, in degrees. */
  width: number
}

/** How far, in degrees, a drawn border may stray from the surveyed one: world, continents, regions, countries. */
const details = [0.45, 0.2, 0.1, 0.03]

const kept = new Map<number, Land[]>()

/**
 * The countries of Natural Earth at 1:50 million, thinned until no border strays by more than a pixel
 * and a half.
 * Neighbours share their borders before and after, so no gap opens between them.
 * @param pixel how many degrees of the globe one pixel shows
 */
export function landFor(pixel: number): Land[] {
  const detail = details.find((one) => one <= pixel * 1.6) ?? details.at(-1)!
  const land = kept.get(detail) ?? thinned(detail)
  kept.set(detail, land)
  return land
}

type Country = (Polygon | Arced) & { properties?: { name?: string } }
type Atlas = Topology<{ countries: GeometryCollection }>

/** Land that Natural Earth sets apart and UN M49 counts with a country. */
const countedWith: Record<string, string> = { Somaliland: '706', 'N. Cyprus': '196' }

function thinned(detail: number): Land[] {
  const surveyed: Atlas = JSON.parse(
    readFileSync(join(root, 'node_modules/world-atlas/countries-50m.json'), 'utf8'),
  )
  const atlas = { ...surveyed, transform: undefined, arcs: arcsOf(surveyed).map((arc) => thin(arc, detail)) }
  const countries = (atlas.objects.countries.geometries as Country[]).filter(
    ({ type }) => type === 'Polygon' || type === 'MultiPolygon',
  )
  const byNumber = Map.groupBy(countries, ({ id, properties }) =>
    String(id ?? countedWith[properties?.name ?? ''] ?? ''),
  )
  return [...byNumber].flatMap(([m49, parts]) => {
    const shape = solid(m49 === '' ? sideBySide(atlas, parts) : merge(atlas, parts))
    if (shape.coordinates.length === 0) return []
    const [[west], [east]] = geoBounds(shape)
    return [{ m49, shape, width: (east - west + 360) % 360 }]
  })
}

/** Land of several, each with its own border. */
const sideBySide = (atlas: Atlas, parts: Country[]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: parts.flatMap((part) => merge(atlas, [part]).coordinates),
})

/** TopoJSON keeps lines as steps on a grid. */
function arcsOf({ arcs, transform }: Atlas): Position[][] {
  const { scale, translate } = transform!
  return arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx = 0, dy = 0]) => [
      (x += dx) * scale[0] + translate[0],
      (y += dy) * scale[1] + translate[1],
    ])
  })
}

/**
 * Without islands that thinning has made into a line, or turned inside out: on a globe the inside of
 * such a ring is everything else.
 */
function solid({ coordinates }: MultiPolygon): MultiPolygon {
  const hemisphere = 2 * Math.PI
  const whole = coordinates.filter(([ring]) => {
    const area = geoArea({ type: 'Polygon', coordinates: [ring!] })
    return area > 1e-9 && area < hemisphere
  })
  return { type: 'MultiPolygon', coordinates: whole }
}

/** Douglas and Peucker (1973): keeps the fewest points from which no other is farther than `reach`. */
function thin(line: Position[], reach: number): Position[] {
  const stays = new Set([0, line.length - 1])
  const waiting: [number, number][] = [[0, line.length - 1]]
  for (const [first, last] of waiting) {
    let [farthest, distance] = [first, reach]
    for (let i = first + 1; i < last; i++) {
      const away = distanceTo(line[i]!, line[first]!, line[last]!)
      if (away > distance) [farthest, distance] = [i, away]
    }
    if (farthest === first) continue
    stays.add(farthest)
    waiting.push([first, farthest], [farthest, last])
  }
  return line.filter((_, i) => stays.has(i))
}

/** From a point to a stretch between two others, in degrees; a degree of longitude counts as short as it is there. */
function distanceTo(point: Position, from: Position, to: Position): number {
  const narrow = Math.cos((point[1]! * Math.PI) / 180)
  const px = (point[0]! - from[0]!) * narrow
  const py = point[1]! - from[1]!
  const vx = (to[0]! - from[0]!) * narrow
  const vy = to[1]! - from[1]!
  const along = Math.max(0, Math.min(1, (px * vx + py * vy) / (vx * vx + vy * vy || 1)))
  return Math.hypot(px - along * vx, py - along * vy)
}
