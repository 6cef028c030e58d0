import type { JSX } from '../jsx/elements.ts'
import { type Url, withQuery } from '../url.ts'
import { Pager } from './Pager.tsx'

interface PagesProps {
  page: number
  size: number
  total: number
  at: Url
  /** What else this list is asked for. */
  asked?: Record<string, string | undefined>
}

/** The pages of a list at this address; nothing where there is one alone. */
export const Pages = ({ at, asked, ...pages }: PagesProps): JSX.Element | null =>
  pages.total > pages.size ? (
    <Pager
      {...pages}
      address={(to) =>
        withQuery(at, new URLSearchParams(), { ...asked, page: to > 1 ? String(to) : undefined })
      }
    />
  ) : null
