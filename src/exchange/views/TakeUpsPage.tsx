import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed, FeedItem } from '../../ui/parts/Feed.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { sideName, takeUpStateName } from '../names.ts'
import { limits, type TakeUp } from '../take-up.ts'
import { newUrl, WaysBetween } from './ExchangePage.tsx'

/** What somebody takes part in: what goes on, or what is over. */
export const TakeUpsPage = ({
  takeUps,
  total,
  page,
  going,
}: {
  takeUps: TakeUp[]
  total: number
  page: number
  going: boolean
}): JSX.Element => (
  <Page title={t('exchange.takeUps')} unlisted levels={[{ name: t('exchange.title'), href: url`/exchange` }]}>
    <h1>{t('exchange.takeUps')}</h1>
    <p class="lead narrow-text">{t('exchange.takeUpsWords')}</p>
    <WaysBetween here="take-ups" />
    {takeUps.length > 0 ? (
      <>
        <Feed>
          {takeUps.map((one) => (
            <FeedItem
              by={one.with?.name || undefined}
              meta={
                <>
                  <span>
                    <bdi>{one.with?.name || t('exchange.aMember')}</bdi>
                  </span>
                  <span>{sideName(one.entry.side)}</span>
                  <span>{formatDate(new Date(one.at))}</span>
                </>
              }
            >
              <h2 class="small">
                <a href={url`/take-ups/${one.ref}`}>
                  <Said lang={one.entry.lang}>{one.entry.title}</Said>
                </a>
              </h2>
              <p class="row gap-2">
                <Tag tone={one.state === 'done' || one.state === 'agreed' ? 'ok' : undefined}>
                  {takeUpStateName(one.state)}
                </Tag>
              </p>
            </FeedItem>
          ))}
        </Feed>
        <Pager
          page={page}
          size={limits.listed}
          total={total}
          address={(to) =>
            withQuery(url`/take-ups`, new URLSearchParams(), {
              of: going ? undefined : 'past',
              page: to > 1 ? String(to) : undefined,
            })
          }
        />
      </>
    ) : (
      <Empty
        next={{ href: url`/exchange`, words: t('exchange.lookAround') }}
        also={[{ href: newUrl('need'), words: t('exchange.sayNeed') }]}
      >
        {going ? t('exchange.nothingGoing') : t('exchange.nothingPast')}
      </Empty>
    )}
    <p>
      {going ? (
        <a href={withQuery(url`/take-ups`, new URLSearchParams(), { of: 'past' })}>{t('exchange.past')}</a>
      ) : (
        <a href={url`/take-ups`}>{t('exchange.goingOn')}</a>
      )}
    </p>
  </Page>
)
