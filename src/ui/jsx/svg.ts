import type { Url } from '../url.ts'
import type { Global } from './aria.ts'
import type { Holds } from './html.ts'

/** Lengths and colours of a drawing are attributes: no rule of the style policy stands against them. */
interface Drawn extends Global, Holds {
  fill?: string
  'fill-opacity'?: number
  'fill-rule'?: 'evenodd' | 'nonzero'
  stroke?: string
  'stroke-width'?: number | string
  'stroke-linecap'?: 'round' | 'butt' | 'square'
  'stroke-linejoin'?: 'round' | 'bevel' | 'miter'
  'stroke-dasharray'?: string
  'vector-effect'?: 'non-scaling-stroke'
  opacity?: number
  transform?: string
  'clip-path'?: string
  'pointer-events'?: 'none'
}
type Length = number | string
interface Box {
  x?: Length
  y?: Length
  width?: Length
  height?: Length
}
interface Words extends Drawn {
  x?: Length
  y?: Length
  dx?: Length
  dy?: Length
  'text-anchor'?: 'start' | 'middle' | 'end'
  'dominant-baseline'?: 'middle' | 'central' | 'hanging' | 'auto'
  'font-size'?: Length
  'font-weight'?: Length
}

export interface SvgElements {
  svg: Drawn & Box & { viewBox?: string; preserveAspectRatio?: string; xmlns?: string; focusable?: 'false' }
  g: Drawn
  defs: Holds
  symbol: Drawn & { viewBox?: string }
  use: Drawn & Box & { href: Url }
  path: Drawn & { d: string }
  rect: Drawn & Box & { rx?: Length; ry?: Length }
  circle: Drawn & { cx?: Length; cy?: Length; r: Length }
  ellipse: Drawn & { cx?: Length; cy?: Length; rx: Length; ry: Length }
  line: Drawn & { x1?: Length; y1?: Length; x2?: Length; y2?: Length }
  polyline: Drawn & { points: string }
  polygon: Drawn & { points: string }
  text: Words
  tspan: Words
  desc: Holds & { id?: string }
  clipPath: Holds & { id: string }
  pattern: Drawn & Box & { patternUnits?: 'userSpaceOnUse'; patternTransform?: string }
}
