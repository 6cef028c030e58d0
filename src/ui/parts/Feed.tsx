import type { Child, JSX } from '../jsx/elements.ts'
import { Face } from './Face.tsx'

export const Feed = ({ children }: { children: Child }): JSX.Element => <ul class="feed">{children}</ul>

/** One line of what flows: who it is from (`by`, for the face), what, and a soft line under it. */
export const FeedItem = ({
  by,
  meta,
  children,
}: {
  by?: string
  meta?: Child
  children: Child
}): JSX.Element => (
  <li class={by ? 'faced' : undefined}>
    {by && <Face name={by} />}
    <div class="stack">
      {children}
      {meta && <div class="row soft">{meta}</div>}
    </div>
  </li>
)
