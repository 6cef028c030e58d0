import type { Child, JSX } from '../jsx/elements.ts'

/** Short facts, term and value: `<Facts><Fact term="Climate">Semi-arid</Fact></Facts>`. */
export const Facts = ({ children }: { children: Child }): JSX.Element => <dl class="facts">{children}</dl>

export const Fact = ({ term, children }: { term: Child; children: Child }): JSX.Element => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
)
