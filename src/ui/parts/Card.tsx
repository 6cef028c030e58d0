import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'
import { Heading, type Rank } from './Heading.tsx'

interface CardProps {
  title: Child
  /** The whole card leads here. */
  href?: Url
  /** Stands above the title: tags, rings. */
  top?: Child
  /** One soft line under the title. */
  meta?: Child
  rank?: Rank
  children?: Child
}

export const Card = ({ title, href, top, meta, rank = 3, children }: CardProps): JSX.Element => (
  <article class="card">
    {top && <div class="row apart">{top}</div>}
    <Heading rank={rank}>
      {href ? (
        <a class="whole" href={href}>
          {title}
        </a>
      ) : (
        title
      )}
    </Heading>
    {meta && <p class="soft">{meta}</p>}
    {children}
  </article>
)
