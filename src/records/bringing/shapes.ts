import { figuresIn } from './numbers.ts'

/** The letters of directions, also as French, Spanish and Portuguese have them; and degrees at most. */
const sides = { lat: { letters: 'NS', most: 90 }, lon: { letters: 'EWOL', most: 180 } }

/** Decimal degrees, with a sign or the letter of a direction: `13.5`, `13,5° N`. */
function degreesIn(cell: string, side: keyof typeof sides): number | undefined {
  // No longer than that is read: what is made to take long takes none.
  if (cell.length > 40) return undefined
  const [, before = '', figures, after = ''] =
    /^([A-Z]?)\s*([-+]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([A-Z]?)$/i.exec(
      figuresIn(cell.trim()).replace('\u066b', '.'),
    ) ?? []
  const letter = (before || after).toUpperCase()
  const { letters, most } = sides[side]
  if (!figures || (before && after) || !letters.includes(letter)) return undefined
  const value = Number(figures.replace(',', '.'))
  if (Math.abs(value) > most) return undefined
  if (letter === '') return value
  return 'SWO'.includes(letter) ? -Math.abs(value) : Math.abs(value)
}

/** A point by its two sides in degrees (WGS 84); nothing where one of them is none. */
export function pointAt(lat: string, lon: string): object | undefined {
  const [y, x] = [degreesIn(lat, 'lat'), degreesIn(lon, 'lon')]
  return y === undefined || x === undefined ? undefined : { type: 'Point', coordinates: [x, y] }
}

/** A point as `latitude, longitude`, or any shape as GeoJSON (RFC 7946) or as WKT (ISO 19125). */
export function shapeIn(cell: string): unknown {
  if (cell.startsWith('{')) return jsonIn(cell)
  if (/^(srid=\d+;)?\s*(multi)?(point|linestring|polygon)\b/i.test(cell)) return wktIn(cell)
  if (cell.length > 80) return undefined
  const [lat = '', lon = '', ...more] = cell.split(between(cell))
  return more.length ? undefined : pointAt(lat, lon)
}

/** A comma may also stand before decimals: then something else is between the two. */
function between(cell: string): RegExp {
  if (/[;/]/.test(cell)) return /[;/]/
  if (/,\s/.test(cell)) return /,\s/
  return /\s/.test(cell) ? /\s(?=[-+\d])/ : /,/
}

export function jsonIn(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown
  } catch {
    return undefined
  }
}

const shapes = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']

/** Longitude first and in WGS 84, as GeoJSON has it; another system is not read. Its brackets are those of GeoJSON written otherwise. */
function wktIn(cell: string): unknown {
  const [, srid = '4326', name = '', body = ''] =
    /^(?:srid=(\d+);)?\s*([a-z]+)\s*(?:z\s*)?(\([-+.,()\s\de]+\))$/i.exec(cell) ?? []
  const type = shapes.find((one) => one.toLowerCase() === name.toLowerCase())
  if (!type || srid !== '4326') return undefined
  const read = jsonIn(
    body
      .replace(/[^(),]+/g, (numbers) =>
        numbers.trim() ? JSON.stringify(numbers.trim().split(/\s+/).map(Number)) : '',
      )
      .replaceAll('(', '[')
      .replaceAll(')', ']'),
  )
  if (!Array.isArray(read)) return undefined
  if (type === 'Point') return { type, coordinates: read[0] }
  // Points may stand in brackets of their own, or not.
  if (type === 'MultiPoint')
    return { type, coordinates: read.map((one) => (Array.isArray(one?.[0]) ? one[0] : one)) }
  return { type, coordinates: read }
}
