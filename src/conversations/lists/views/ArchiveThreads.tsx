import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Face } from '../../../ui/parts/Face.tsx'
import { Feed } from '../../../ui/parts/Feed.tsx'
import { Line } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import { most } from '../archive.ts'
import type { Asked, Months } from '../archives.ts'
import type { ArchivePageProps } from './ArchivePage.tsx'

/** What was said on the list, by year and month, or by words. */
export const ArchiveThreads = ({ community, archive, found, asked }: ArchivePageProps): JSX.Element => {
  const here = url`/communities/${community.slug}/lists/${archive.ref}`
  const at = (one: Partial<Asked>): Url =>
    withQuery(here, new URLSearchParams(), {
      year: one.year ? String(one.year) : undefined,
      month: one.month ? String(one.month) : undefined,
      q: one.words || undefined,
      page: one.page && one.page > 1 ? String(one.page) : undefined,
    })
  return (
    <section class="stack gap-4">
      <form class="inline-form unprinted" action={here}>
        <Line name="q" type="search" label={t('lists.searchIn')} value={asked.words} optional="unsaid" />
        <button class="button quiet" type="submit">
          {t('lists.search')}
        </button>
        <span class="soft">
          {t('lists.threads', { count: found.total, shown: formatNumber(found.total) })}
        </span>
      </form>
      {found.months.length > 0 && <Calendar months={found.months} asked={asked} at={at} here={here} />}
      {found.threads.length > 0 ? (
        <Feed>
          {found.threads.map((thread) => (
            <li class="faced">
              <Face name={thread.by || undefined} />
              <div class="stack">
                <h3>
                  <a href={threadUrl(thread)}>
                    <Said lang={thread.lang}>{thread.title}</Said>
                  </a>
                </h3>
                <p class="row gap-2 soft">
                  {thread.by && <bdi>{thread.by}</bdi>}
                  <span>
                    {t('conversations.posts', { count: thread.posts, shown: formatNumber(thread.posts) })}
                  </span>
                  <span>{formatDate(new Date(thread.opened))}</span>
                </p>
              </div>
            </li>
          ))}
        </Feed>
      ) : (
        <Empty next={{ href: here, words: t('lists.all') }}>{t('lists.noneFound')}</Empty>
      )}
      {found.total > most.perPage && (
        <Pager
          page={asked.page}
          size={most.perPage}
          total={found.total}
          address={(page) => at({ ...asked, page })}
        />
      )}
    </section>
  )
}

interface CalendarProps {
  months: Months[]
  asked: Asked
  at: (one: Partial<Asked>) => Url
  here: Url
}

/** The years in which something was said, and of one its months. */
const Calendar = ({ months, asked, at, here }: CalendarProps): JSX.Element => {
  const years = [...Map.groupBy(months, ({ year }) => year)].map(([year, some]) => ({
    year,
    count: some.reduce((all, { count }) => all + count, 0),
  }))
  const within = months.filter(({ year }) => year === asked.year)
  const current = (is: boolean) => (is ? ('page' as const) : undefined)
  return (
    <nav class="stack gap-2" aria-label={t('lists.byMonth')}>
      <ul class="row gap-2">
        <li>
          <a href={here} aria-current={current(!asked.year && !asked.words)}>
            {t('lists.all')}
          </a>
        </li>
        {years.map(({ year, count }) => (
          <li>
            <a href={at({ year })} aria-current={current(asked.year === year && !asked.month)}>
              {t('lists.yearOf', { year: String(year), count: formatNumber(count) })}
            </a>
          </li>
        ))}
      </ul>
      {within.length > 0 && (
        <ul class="row gap-2">
          {within.map(({ year, month, count }) => (
            <li>
              <a href={at({ year, month })} aria-current={current(asked.month === month)}>
                {t('lists.monthOf', {
                  month: new Date(Date.UTC(year, month - 1, 15)),
                  count: formatNumber(count),
                })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}
