import { formatNumber } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import type { Colour } from './Meter.tsx'

export interface Bar {
  label: Child
  value: number
  /** What is written beside it; the number itself by default. */
  says?: Child
  colour?: Colour
}

/** A list of amounts; the longest bar is the greatest value, or `most`. */
export function Bars({ bars, most }: { bars: Bar[]; most?: number }): JSX.Element {
  const whole = most ?? Math.max(1, ...bars.map(({ value }) => value))
  return (
    <ul class="bars">
      {bars.map(({ label, value, says, colour = 'leaf' }) => (
        <li>
          <span>{label}</span>
          <svg viewBox="0 0 100 1" preserveAspectRatio="none" width="100%" height="13" aria-hidden="true">
            <rect class={colour} width={Math.round((value / whole) * 1000) / 10} height="1" />
          </svg>
          <span class="number">{says ?? formatNumber(value)}</span>
        </li>
      ))}
    </ul>
  )
}

export interface Dot {
  label: Child
  value: number
  /** Half the width of the interval within which the value may lie. */
  error?: number
  says?: Child
  colour?: Colour
}

/** Values on one common scale from `least` to `most`, each with its error where there is one. */
export function Dots({ dots, least, most }: { dots: Dot[]; least: number; most: number }): JSX.Element {
  const at = (value: number): string =>
    `${Math.round(((Math.min(most, Math.max(least, value)) - least) / (most - least || 1)) * 1000) / 10}%`
  return (
    <ul class="dots">
      {dots.map(({ label, value, error, says, colour = 'leaf' }) => (
        <li>
          <span>{label}</span>
          <svg width="100%" height="20" aria-hidden="true">
            <line class="axis" x2="100%" y1="50%" y2="50%" />
            {error && <line class="error" x1={at(value - error)} x2={at(value + error)} y1="50%" y2="50%" />}
            <circle class={colour} cx={at(value)} cy="50%" r="6" />
          </svg>
          <span class="number">{says ?? formatNumber(value)}</span>
        </li>
      ))}
    </ul>
  )
}
