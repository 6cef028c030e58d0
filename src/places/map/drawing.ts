import { geoEqualEarth } from 'd3-geo'
import { LRUCache } from 'lru-cache'
import { type Frame, frameAround, type Spot, together } from './frame.ts'
import { landFor } from './land.ts'
import { outline } from './outline.ts'

/** A map, ready to be written, in pixels of its own. */
export interface Drawing {
  width: number
  height: number
  /** Path data by M49 number. Countries too small to see, or outside, have none; `''` is land that has no number. */
  shapes: Map<string, string>
  /** Those among them that a finger cannot meet. */
  tiny: Set<string>
  /** Where a spot lies, in whole pixels; nothing when that is outside. */
  at: (spot: Spot) => [x: number, y: number] | undefined
}

/** Drawing is slow and the globe stays the same: 150 maps of some 20 KB. */
const drawings = new LRUCache<string, Drawing>({ max: 150 })

function keptDrawing(key: string, make: () => Drawing): Drawing {
  const drawing = drawings.get(key) ?? make()
  drawings.set(key, drawing)
  return drawing
}

const finest = 0.03
const antarctica = '010'

/** The whole world but the ice at its end, in Equal Earth: no country looks larger than it is. */
export const world = (): Drawing => keptDrawing('world', () => draw(wholeWorld()))

/** What a map is to be filled by: countries by their M49 numbers, other places by where they are. */
export interface Shown extends Partial<Spot> {
  m49?: string
}

/** Pixels a degree, nearest first: an island alone in the sea says nothing of where it is. */
const zooms = [90, 45, 22, 11]

/**
 * A map that is filled by these places and shows what lies around them. What reaches around the
 * globe, or lies at its ends, is shown on the map of the world.
 */
export function around(places: Shown[]): Drawing {
  const key = places
    .map(({ m49, lat, lon }) => m49 ?? `${lat?.toFixed(1)},${lon?.toFixed(1)}`)
    .sort()
    .join(' ')
  return keptDrawing(key, () => {
    const wanted = new Set(places.map(({ m49 }) => m49).filter((m49) => m49 !== antarctica))
    const land = landFor(finest).filter(({ m49 }) => wanted.has(m49))
    const drawn = new Set(land.map(({ m49 }) => m49))
    const spots = places.flatMap(({ m49 = '', lat, lon }) =>
      drawn.has(m49) || lat === undefined || lon === undefined ? [] : { lat, lon },
    )
    if (land.length + spots.length === 0) return world()
    for (const nearest of zooms) {
      const frame = frameAround(land, spots, nearest)
      if (tooWide(frame)) break
      const drawing = draw(frame)
      if ([...drawing.shapes.keys()].some((m49) => !wanted.has(m49)) || nearest === zooms.at(-1))
        return drawing
    }
    return world()
  })
}

/** A map of a region: around its countries, but for specks of land far from the others. */
export const aroundRegion = (countries: Shown[]): Drawing => around(together(countries, landFor(finest)))

function tooWide({ projection, width, height }: Frame): boolean {
  const [, lat] = projection.invert!([width / 2, height / 2])!
  return projection.scale() < wholeWorld().projection.scale() * 1.35 || Math.abs(lat) > 70
}

let worldFrame: Frame | undefined

function wholeWorld(): Frame {
  if (worldFrame) return worldFrame
  const shown = landFor(0.2).filter(({ m49 }) => m49 !== antarctica)
  // Turned by 11 degrees, so that the edge runs through the Bering Strait and not through Russia.
  const projection = geoEqualEarth()
    .rotate([-11, 0])
    .fitWidth(1000, { type: 'GeometryCollection', geometries: shown.map(({ shape }) => shape) })
  return (worldFrame = { projection, width: 1000, height: 445 })
}

function draw({ projection, width, height }: Frame): Drawing {
  const pixel = 180 / Math.PI / projection.scale()
  // A little beyond the edge, so that the stroke along the cut is out of sight.
  projection.clipExtent([
    [-4, -4],
    [width + 4, height + 4],
  ])
  const shapes = new Map<string, string>()
  const tiny = new Set<string>()
  for (const { m49, shape } of landFor(pixel)) {
    const { path, area } = outline(projection, shape, 3)
    if (path) shapes.set(m49, path)
    if (path && area < 60) tiny.add(m49)
  }
  return { width, height, shapes, tiny, at: placing({ projection, width, height }) }
}

function placing({ projection, width, height }: Frame): Drawing['at'] {
  return ({ lat, lon }) => {
    const [x, y] = projection([lon, lat])!
    return x < 0 || y < 0 || x > width || y > height ? undefined : [Math.round(x), Math.round(y)]
  }
}
