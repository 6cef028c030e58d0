import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'

interface EmptyProps {
  /** What would be here. */
  children: Child
  /** The next step; there always is one. */
  next: { href: Url; words: Child }
  also?: { href: Url; words: Child }[]
}

export const Empty = ({ children, next, also = [] }: EmptyProps): JSX.Element => (
  <div class="empty">
    <p>{children}</p>
    <p class="row">
      <a class="button quiet" href={next.href}>
        {next.words}
      </a>
      {also.map(({ href, words }) => (
        <a href={href}>{words}</a>
      ))}
    </p>
  </div>
)
