import type { JSX } from '../../ui/jsx/elements.ts'
import type { Url } from '../../ui/url.ts'

interface ActProps {
  action: Url
  /** On whom or what, said to those who do not see what it stands beside. */
  name?: string
  hidden?: Record<string, string>
  children: string
}

/** A button that does one thing to what it stands beside. */
export const Act = ({ action, name, hidden = {}, children }: ActProps): JSX.Element => (
  <form method="post" action={action}>
    {Object.entries(hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class="button quiet" type="submit">
      {children}
      {name && (
        <>
          {' '}
          <span class="unseen">{name}</span>
        </>
      )}
    </button>
  </form>
)
