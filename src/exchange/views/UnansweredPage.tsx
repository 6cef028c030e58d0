import { formatDate, formatNumber, t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { most } from '../entry.ts'
import type { Known } from '../names.ts'
import type { UnansweredList } from '../unanswered.ts'
import { EntryLine } from './EntryLine.tsx'

interface Props extends UnansweredList, Pick<Known, 'places'> {
  page: number
  /** Whose needs they are; of the whole instance where it is none. */
  community?: Community
}

/** Needs that nobody met, for those who look after a community or the instance. */
export const UnansweredPage = (props: Props): JSX.Element => {
  const { community } = props
  return community ? (
    <CommunityFrame community={community} tab="exchange" title={t('exchange.unanswered')} unlisted>
      <h2>{t('exchange.unanswered')}</h2>
      <Needs {...props} />
    </CommunityFrame>
  ) : (
    <Page
      title={t('exchange.unanswered')}
      unlisted
      levels={[{ name: t('exchange.title'), href: url`/exchange` }]}
    >
      <h1>{t('exchange.unanswered')}</h1>
      <Needs {...props} />
    </Page>
  )
}

const Needs = ({ community, needs, total, page, places }: Props): JSX.Element => {
  const around = community ? url`/communities/${community.slug}/exchange` : url`/exchange`
  const here = community ? url`/communities/${community.slug}/exchange/unanswered` : url`/exchange/unanswered`
  return (
    <>
      <p class="soft narrow-text">{t('exchange.unansweredWords')}</p>
      {needs.length > 0 ? (
        <>
          <Feed>
            {needs.map((need) => (
              <EntryLine entry={need} places={places} within={community !== undefined}>
                <p class="soft">
                  {t('exchange.taskWhy', { day: formatDate(new Date(need.opened)) })}{' '}
                  {need.called > 0 &&
                    t('exchange.called', { count: need.called, shown: formatNumber(need.called) })}
                </p>
              </EntryLine>
            ))}
          </Feed>
          <Pager
            page={page}
            size={most.listed}
            total={total}
            address={(to) =>
              withQuery(here, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
            }
          />
        </>
      ) : (
        <Empty next={{ href: around, words: t('exchange.lookAround') }}>{t('exchange.noneUnanswered')}</Empty>
      )}
    </>
  )
}
