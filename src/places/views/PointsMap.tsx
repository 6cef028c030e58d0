import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { around } from '../map/drawing.ts'
import { Chart, type ChartedSpot } from './Chart.tsx'

interface PointsMapProps {
  /** Each with what is found there; the more, the larger. */
  points: ChartedSpot[]
  caption?: Child
  /** The same as a list stands elsewhere on the page. */
  listed?: boolean
}

/** Where things are: a map just wide enough for these points. */
export const PointsMap = ({ points, caption, listed }: PointsMapProps): JSX.Element => (
  <Chart drawing={around(points)} spots={points} caption={caption} listed={listed} />
)
