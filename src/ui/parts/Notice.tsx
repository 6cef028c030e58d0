import type { Child, JSX } from '../jsx/elements.ts'
import { Heading, type Rank } from './Heading.tsx'
import type { Tone } from './Tag.tsx'

interface NoticeProps {
  tone?: Tone
  title?: Child
  rank?: Rank
  children: Child
}

/** Something to know before reading on: a state, a warning, what just happened. */
export const Notice = ({ tone = 'explicit', title, rank = 2, children }: NoticeProps): JSX.Element => (
  <section class={`notice ${tone}`}>
    {title && <Heading rank={rank}>{title}</Heading>}
    {typeof children === 'string' ? <p>{children}</p> : children}
  </section>
)
