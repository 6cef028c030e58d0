import type { Child, JSX } from '../jsx/elements.ts'

export type Colour = 'leaf' | 'bark' | 'clay' | 'sky' | 'ochre'
export interface Share {
  value: number
  colour: Colour
}

/** How a whole divides; what is left of `total` stays empty. The words beneath say it all again. */
export function Meter({
  shares,
  total,
  children,
}: {
  shares: Share[]
  total?: number
  children: Child
}): JSX.Element {
  const whole = total ?? shares.reduce((sum, { value }) => sum + value, 0)
  let at = 0
  return (
    <figure class="meter">
      <svg
        viewBox={`0 0 ${whole || 1} 1`}
        preserveAspectRatio="none"
        width="100%"
        height="9"
        aria-hidden="true"
      >
        {shares.map(({ value, colour }) => {
          const x = at
          at += value
          return <rect class={colour} x={x} width={value} height="1" />
        })}
      </svg>
      <figcaption>{children}</figcaption>
    </figure>
  )
}
