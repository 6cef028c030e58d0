import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'
import { Heading, type Rank } from './Heading.tsx'
import { Icon } from './Icon.tsx'

interface CardProps {
  title: Child
  /** The whole card leads here. */
  href?: Url
  /** Stands above the title: tags, rings. */
  top?: Child
  /** One soft line under the title. */
  meta?: Child
  rank?: Rank
  /** A way in, which looks like one: an arrow follows its title. */
  door?: boolean
  children?: Child
}

export const Card = ({ title, href, top, meta, rank = 3, door, children }: CardProps): JSX.Element => (
  <article class={door ? 'card door' : 'card'}>
    {top && <div class="row apart">{top}</div>}
    <Heading rank={rank}>
      {href ? (
        <a class="whole" href={href}>
          {title}
          {door && <Icon name="next" />}
        </a>
      ) : (
        title
      )}
    </Heading>
    {meta && <p class="soft">{meta}</p>}
    {children}
  </article>
)
