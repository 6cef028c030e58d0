import { type GeoProjection, geoPath } from 'd3-geo'
import type { MultiPolygon } from 'geojson'

type Point = [x: number, y: number]

export interface Outline {
  path: string
  /** In square pixels. */
  area: number
}

/**
 * A shape as path data in whole pixels, each point as the step from the one before: less than a third
 * of the bytes of absolute coordinates. Specks smaller than `least` square pixels are left out.
 */
export function outline(projection: GeoProjection, shape: MultiPolygon, least: number): Outline {
  const rings = ringsOf(projection, shape)
    .filter((ring) => ring.length > 2)
    .map((ring) => ({ ring, area: areaOf(ring) }))
    .filter(({ area }) => area >= least)
  return {
    path: rings.map(({ ring }) => written(ring)).join(''),
    area: rings.reduce((sum, { area }) => sum + area, 0),
  }
}

function ringsOf(projection: GeoProjection, shape: MultiPolygon): Point[][] {
  const rings: Point[][] = []
  const add = (x: number, y: number) => {
    const [point, last] = [[Math.round(x), Math.round(y)] as Point, rings.at(-1)!.at(-1)]
    if (point[0] !== last?.[0] || point[1] !== last[1]) rings.at(-1)!.push(point)
  }
  geoPath(projection, {
    beginPath: () => undefined,
    moveTo: (x, y) => {
      rings.push([])
      add(x, y)
    },
    lineTo: add,
    closePath: () => undefined,
    arc: () => undefined,
  })(shape)
  return rings
}

/** By the shoelace formula. */
function areaOf(ring: Point[]): number {
  let twice = 0
  for (const [i, [x, y]] of ring.entries()) {
    const [u, v] = ring[(i + 1) % ring.length]!
    twice += x * v - u * y
  }
  return Math.abs(twice) / 2
}

function written([start, ...rest]: Point[]): string {
  let [x, y] = start!
  const steps = rest.map(([u, v]) => {
    const step = `${spaced(u - x)}${spaced(v - y)}`
    ;[x, y] = [u, v]
    return step
  })
  return `M${start![0]}${spaced(start![1])}l${steps.join('').trimStart()}z`
}

/** A minus parts numbers as well as a space does. */
const spaced = (value: number): string => (value < 0 ? `${value}` : ` ${value}`)
