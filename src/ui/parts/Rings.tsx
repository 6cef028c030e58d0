import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'
import { growthRings, mark, type Ring } from './growth.ts'

interface RingsProps {
  /** What the picture belongs to: the same seed always draws the same waves. */
  seed: string
  /** Distinct people (never posts) in each quarter, oldest first; at least one quarter. */
  people: number[]
  /** Somebody took part of late: the outermost ring is leaf green. */
  alive: boolean
  size: 34 | 66 | 128 | 300
}

const Paths = ({ rings }: { rings: Ring[] }): JSX.Element => (
  <>
    {rings.map(({ path, width }) => (
      <path d={path} stroke-width={width} />
    ))}
  </>
)

/** The growth rings of a community: one ring a quarter, thick where many people took part. */
export function Rings({ seed, people, alive, size }: RingsProps): JSX.Element {
  const words = t('ui.rings', {
    quarters: people.length,
    least: formatNumber(Math.min(...people)),
    most: formatNumber(Math.max(...people)),
    last: people.at(-1) ?? 0,
    alive: alive ? 'yes' : 'no',
  })
  const look = alive ? 'rings alive' : 'rings'
  return (
    <svg class={look} viewBox="0 0 100 100" width={size} height={size} role="img" aria-label={words}>
      <Paths rings={growthRings(seed, people, size <= 34 ? 12 : 18)} />
    </svg>
  )
}

const drawn = mark()

/** The mark of Baobab, always beside its name. */
export const Mark = ({ size = 34 }: { size?: 34 | 66 }): JSX.Element => (
  <svg class="rings alive" viewBox="0 0 100 100" width={size} height={size} aria-hidden="true">
    <Paths rings={drawn} />
  </svg>
)
