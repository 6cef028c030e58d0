import type { Child, JSX } from '../jsx/elements.ts'

export type Rank = 2 | 3 | 4

/** A heading of the rank that its place on the page asks for; its look follows the rank. */
export function Heading({ rank, id, children }: { rank: Rank; id?: string; children: Child }): JSX.Element {
  if (rank === 2) return <h2 id={id}>{children}</h2>
  if (rank === 3) return <h3 id={id}>{children}</h3>
  return <h4 id={id}>{children}</h4>
}
