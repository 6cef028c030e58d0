/**
 * What a phone traced, as GeoJSON: one `latitude longitude height accuracy`, or several apart by `;`, which are
 * a line or, where it comes back to its beginning, an area. GeoJSON stays as it is, without what hangs on it.
 */
export function shapeOfPoints(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'coordinates' in value && 'type' in value)
    return { type: value.type, coordinates: flat(value.coordinates) }
  if (typeof value !== 'string') return undefined
  const points = value
    .split(';')
    .map((point) => point.trim())
    .filter(Boolean)
    .map((point) => point.split(/[\s,]+/).map(Number))
  if (points.length === 0 || points.some(([lat, lon]) => !Number.isFinite(lat) || !Number.isFinite(lon)))
    return undefined
  const at = points.map(([lat, lon]) => [lon, lat])
  if (at.length === 1) return { type: 'Point', coordinates: at[0] }
  const closed = at.length > 3 && String(at[0]) === String(at.at(-1))
  return closed ? { type: 'Polygon', coordinates: [at] } : { type: 'LineString', coordinates: at }
}

/** Longitude and latitude alone, however deep they stand: how high a phone thought it was is left out. */
const flat = (coordinates: unknown): unknown =>
  Array.isArray(coordinates)
    ? typeof coordinates[0] === 'number'
      ? coordinates.slice(0, 2)
      : coordinates.map(flat)
    : coordinates
