import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import type { Choice } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { most } from '../entry.ts'
import type { EntryList } from '../listing.ts'
import type { Known } from '../names.ts'
import { EntryLine } from './EntryLine.tsx'
import { type AskedList, Filters, queryOf, type Unknown } from './Filters.tsx'

interface ExchangeProps extends Pick<Known, 'places'> {
  asked: AskedList
  unknown: Unknown
  found: EntryList
  choices: Choice[]
  /** By the viewer, who curates it. */
  lookedAfter: boolean
}

const empty = new URLSearchParams()
export const newUrl = (side: 'offer' | 'need'): Url => withQuery(url`/exchange/new`, empty, { kind: side })

/** What is given and sought. */
export const ExchangePage = (props: ExchangeProps): JSX.Element => {
  const { asked, unknown, found, choices, places, lookedAfter } = props
  const query = queryOf(asked)
  const narrowed = Object.values(query).some(Boolean)
  return (
    <Page
      title={t('exchange.title')}
      description={t('exchange.lead')}
      unlisted={narrowed || asked.page > 1}
      head={
        <link
          rel="alternate"
          type="application/atom+xml"
          href={withQuery(url`/feeds/exchange.atom`, empty, query)}
        />
      }
    >
      <header class="stack gap-3">
        <h1>{t('exchange.title')}</h1>
        <p class="lead">{t('exchange.lead')}</p>
        <Ways />
      </header>
      <WaysBetween here="all" />
      <Filters at={url`/exchange`} asked={asked} unknown={unknown} places={choices} />
      {found.entries.length > 0 ? (
        <>
          <Feed>
            {found.entries.map((entry) => (
              <EntryLine entry={entry} places={places} />
            ))}
          </Feed>
          <Pager
            page={asked.page}
            size={most.listed}
            total={found.total}
            address={(page) =>
              withQuery(url`/exchange`, empty, { ...query, page: page > 1 ? String(page) : undefined })
            }
          />
        </>
      ) : (
        <Empty
          next={{ href: newUrl('need'), words: t('exchange.sayNeed') }}
          also={[
            { href: newUrl('offer'), words: t('exchange.sayOffer') },
            ...(narrowed ? [{ href: url`/exchange`, words: t('exchange.all') }] : []),
            { href: url`/ask`, words: t('ui.ask') },
          ]}
        >
          {narrowed ? t('exchange.noneSuch') : t('exchange.noneYet')}
        </Empty>
      )}
      <p class="row gap-3 soft">
        <a href={withQuery(url`/feeds/exchange.atom`, empty, query)}>{t('exchange.feed')}</a>
        {lookedAfter && <a href={url`/exchange/unanswered`}>{t('exchange.unanswered')}</a>}
      </p>
    </Page>
  )
}

/** The two ways to begin. */
export const Ways = (): JSX.Element => (
  <p class="row unprinted">
    <a class="button" href={newUrl('need')}>
      {t('exchange.sayNeed')}
    </a>
    <a class="button quiet" href={newUrl('offer')}>
      {t('exchange.sayOffer')}
    </a>
  </p>
)

/** Between the list, the experts, and what is one's own. */
export const WaysBetween = ({
  here,
}: {
  here: 'all' | 'experts' | 'mine' | 'take-ups' | 'mentorships'
}): JSX.Element => (
  <Tabs
    name={t('exchange.title')}
    tabs={[
      { label: t('exchange.all'), href: url`/exchange`, current: here === 'all' },
      { label: t('experts.title'), href: url`/experts`, current: here === 'experts' },
      ...(reader().me
        ? [
            { label: t('exchange.mine'), href: url`/exchange/mine`, current: here === 'mine' },
            { label: t('exchange.takeUps'), href: url`/take-ups`, current: here === 'take-ups' },
            { label: t('mentorship.mentorships'), href: url`/mentorships`, current: here === 'mentorships' },
          ]
        : []),
    ]}
  />
)
