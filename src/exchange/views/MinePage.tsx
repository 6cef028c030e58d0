import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { most } from '../entry.ts'
import type { EntryList } from '../listing.ts'
import type { Known } from '../names.ts'
import { EntryLine } from './EntryLine.tsx'
import { newUrl, Ways, WaysBetween } from './ExchangePage.tsx'

/** What somebody offers and needs themselves, and what came of it. */
export const MinePage = ({
  found,
  page,
  places,
}: Pick<Known, 'places'> & { found: EntryList; page: number }): JSX.Element => (
  <Page title={t('exchange.mine')} unlisted levels={[{ name: t('exchange.title'), href: url`/exchange` }]}>
    <h1>{t('exchange.mine')}</h1>
    <WaysBetween here="mine" />
    {found.entries.length > 0 ? (
      <>
        <Ways />
        <Feed>
          {found.entries.map((entry) => (
            <EntryLine entry={entry} places={places}>
              {entry.takers > 0 && (
                <p class="soft">
                  {t('exchange.takers', { count: entry.takers, shown: formatNumber(entry.takers) })}
                </p>
              )}
            </EntryLine>
          ))}
        </Feed>
        <Pager
          page={page}
          size={most.listed}
          total={found.total}
          address={(to) =>
            withQuery(url`/exchange/mine`, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
          }
        />
      </>
    ) : (
      <Empty
        next={{ href: newUrl('need'), words: t('exchange.sayNeed') }}
        also={[{ href: newUrl('offer'), words: t('exchange.sayOffer') }]}
      >
        {t('exchange.noneMine')}
      </Empty>
    )}
    <p>
      <a href={url`/account/exchange`}>{t('exchange.choices')}</a>
    </p>
  </Page>
)
