import { formatNumber, t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import type { Url } from '../../ui/url.ts'
import type { Drawing } from '../map/drawing.ts'

/** A country on a map: a link, and what is known there. */
export interface ChartedCountry {
  m49?: string
  lat?: number
  lon?: number
  name: string
  href: Url
  /** How much is known; the more, the darker. Without one it is only a link. */
  count?: number
  /** `here`: what the page is about; `within`: part of it. */
  look?: 'here' | 'within'
}

/** A spot on a map: a link, and what is known there. */
export interface ChartedSpot {
  lat: number
  lon: number
  label: string
  href: Url
  count?: number
  look?: 'here'
}

interface ChartProps {
  drawing: Drawing
  countries?: ChartedCountry[]
  spots?: ChartedSpot[]
  caption?: Child
  /** The same as a list stands elsewhere on the page. */
  listed?: boolean
}

/**
 * A map that works without script: countries where something is known, and spots, are links, each with
 * its name as a tooltip.
 * A pointer reaches them on the map; the keyboard and those who cannot see it have the same as a list.
 */
export function Chart({
  drawing,
  countries = [],
  spots = [],
  caption,
  listed = false,
}: ChartProps): JSX.Element {
  const most = Math.max(0, ...countries.map(({ count = 0 }) => count))
  // Where nothing is known is land: no way leads to nothing.
  const ways = countries.filter(({ count, look }) => count !== 0 || look)
  const apart = new Set(ways.map(({ m49 }) => m49))
  const rest = [...drawing.shapes].filter(([m49]) => !apart.has(m49)).map(([, path]) => path)
  return (
    <figure class="stack gap-2">
      <svg class="map" viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true">
        {rest.length > 0 && <path d={rest.join('')} />}
        {ways.map((country) => (
          <Country country={country} drawing={drawing} most={most} />
        ))}
        {spots
          .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
          .map((spot) => (
            <Spot spot={spot} drawing={drawing} />
          ))}
      </svg>
      {caption && <figcaption class="soft">{caption}</figcaption>}
      {!listed && <AsList links={linksOf(countries, spots)} />}
    </figure>
  )
}

function Country({
  country,
  drawing,
  most,
}: {
  country: ChartedCountry
  drawing: Drawing
  most: number
}): JSX.Element | null {
  const { m49 = '', lat, lon, name, href, count = 0, look } = country
  const shape = drawing.shapes.get(m49)
  const seen = shape && !drawing.tiny.has(m49)
  const spot =
    seen || lat === undefined || lon === undefined || !(count || look) ? undefined : drawing.at({ lat, lon })
  if (!shape && !spot) return null
  const shown = look === 'here' ? look : count ? `shade-${shadeOf(count, most)}` : look
  return (
    <a href={href} tabindex={-1}>
      <title>{withCount(name, country.count)}</title>
      {shape && <path class={shown} d={shape} />}
      {spot && <circle class={shown} cx={spot[0]} cy={spot[1]} r={7} />}
    </a>
  )
}

/** One of four, on a scale of magnitudes: what has ten times as much is not ten times as dark. */
const shadeOf = (count: number, most: number): number =>
  Math.min(4, 1 + Math.floor((4 * Math.log(count)) / Math.log(most + 1)))

function Spot({
  spot: { lat, lon, label, href, count, look },
  drawing,
}: {
  spot: ChartedSpot
  drawing: Drawing
}): JSX.Element | null {
  const at = drawing.at({ lat, lon })
  if (!at) return null
  return (
    <a href={href} tabindex={-1}>
      <title>{withCount(label, count)}</title>
      <circle
        class={look}
        cx={at[0]}
        cy={at[1]}
        r={Math.min(20, Math.round(7 + 2.5 * Math.sqrt(count ?? 0)))}
      />
    </a>
  )
}

const withCount = (name: string, count: number | undefined): string =>
  count === undefined ? name : t('places.nameAndCount', { name, count: formatNumber(count) })

interface Listed {
  href: Url
  label: string
  count?: number
}

const linksOf = (countries: ChartedCountry[], spots: ChartedSpot[]): Listed[] =>
  [...countries.map(({ name, ...rest }) => ({ ...rest, label: name })), ...spots].filter(
    ({ look, count }) => look !== 'here' && count !== 0,
  )

/** What the map shows, in words. */
function AsList({ links }: { links: Listed[] }): JSX.Element | null {
  if (links.length === 0) return null
  return (
    <details>
      <summary>{t('places.asList')}</summary>
      <ul class="columns">
        {links.map(({ href, label, count }) => (
          <li>
            <a href={href}>{label}</a>{' '}
            {count !== undefined && <span class="soft">{formatNumber(count)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
