import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Pager } from '../../ui/parts/Pager.tsx'
import { withQuery } from '../../ui/url.ts'
import { pageUrl, threadUrl } from '../address.ts'
import { most, type Thread } from '../thread.ts'

/** Pages either side of this one that are named by their number. */
const beside = 2

export const lastPage = ({ posts }: Pick<Thread, 'posts'>): number =>
  Math.max(1, Math.ceil(posts / most.perPage))

/** The pages of a long thread: those before and after, a few by number, the first, the last and what is newest. */
export function ThreadPager({ thread, page }: { thread: Thread; page: number }): JSX.Element | null {
  const last = lastPage(thread)
  if (last === 1) return null
  const near = Array.from({ length: 2 * beside + 1 }, (_, i) => page - beside + i)
  const numbers = [...new Set([1, ...near.filter((one) => one > 0 && one <= last), last])]
  return (
    <div class="stack gap-3" id="thread-pages" data-posts={String(thread.posts)}>
      <Pager page={page} size={most.perPage} total={thread.posts} address={(to) => pageUrl(thread, to)} />
      <nav class="row gap-3" aria-label={t('conversations.byNumber')}>
        {numbers.map((one) => (
          <a href={pageUrl(thread, one)} aria-current={one === page ? 'page' : undefined}>
            {formatNumber(one)}
          </a>
        ))}
        <a href={withQuery(threadUrl(thread), new URLSearchParams(), { at: 'newest' })}>
          {t('conversations.newest')}
        </a>
      </nav>
    </div>
  )
}
