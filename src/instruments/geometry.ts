import { z } from 'zod'

/** Longitude, latitude in degrees (WGS 84), and perhaps a height in metres: RFC 7946. */
const Position = z
  .array(z.number())
  .min(2)
  .max(3)
  .refine(([lon, lat]) => Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90)

const Ring = z.array(Position).min(4)

const Shape = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('Point'), coordinates: Position }),
  z.looseObject({ type: z.literal('MultiPoint'), coordinates: z.array(Position) }),
  z.looseObject({ type: z.literal('LineString'), coordinates: z.array(Position).min(2) }),
  z.looseObject({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(Position).min(2)) }),
  z.looseObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.looseObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)) }),
])

const Feature = z.looseObject({ type: z.literal('Feature'), geometry: Shape })

/** A point, line or area, or several of them. */
export const Geometry = z.union([
  Shape,
  Feature,
  z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(Feature).min(1) }),
  z.looseObject({ type: z.literal('GeometryCollection'), geometries: z.array(Shape).min(1) }),
])
export type Geometry = z.infer<typeof Geometry>

/** Its parts, without the wrapping. */
export function shapesOf(geometry: Geometry): z.infer<typeof Shape>[] {
  if (geometry.type === 'FeatureCollection') return geometry.features.map((feature) => feature.geometry)
  if (geometry.type === 'GeometryCollection') return geometry.geometries
  return [geometry.type === 'Feature' ? geometry.geometry : geometry]
}
