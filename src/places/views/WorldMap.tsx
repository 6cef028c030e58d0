import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { world } from '../map/drawing.ts'
import { Chart, type ChartedCountry } from './Chart.tsx'

interface WorldMapProps {
  /** Countries with how much is known in each; they are shaded by it and lead where they say. */
  shades: ChartedCountry[]
  caption?: Child
  /** The same as a list stands elsewhere on the page. */
  listed?: boolean
}

/** The world in Equal Earth, countries shaded by how much is known there; at most 35 KB. */
export const WorldMap = ({ shades, caption, listed }: WorldMapProps): JSX.Element => (
  <Chart drawing={world()} countries={shades} caption={caption} listed={listed} />
)
