import type { JSX } from '../jsx/elements.ts'
import { squares } from './squares.ts'

/** A square that a phone's camera reads; what it says stands near it in letters for whoever has none. */
export function Code({ of, says, size }: { of: string; says: string; size: number }): JSX.Element {
  const { edge, path } = squares(of)
  return (
    <svg class="code" viewBox={`0 0 ${edge} ${edge}`} width={size} height={size} role="img" aria-label={says}>
      <rect width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
