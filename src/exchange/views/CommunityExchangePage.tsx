import { t } from '../../base/i18n/t.ts'
import { namedAddress } from '../../base/mail/addresses.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import { MailWays, sayingWays } from '../../communities/views/MailWays.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { most } from '../entry.ts'
import type { EntryList } from '../listing.ts'
import type { Known } from '../names.ts'
import { EntryLine } from './EntryLine.tsx'

interface Props extends Pick<Known, 'places'> {
  community: Community
  found: EntryList
  page: number
  mayWrite: boolean
  /** By the viewer, who facilitates it. */
  lookedAfter: boolean
}

/** What the members of a community offer and need among themselves. */
export const CommunityExchangePage = (props: Props): JSX.Element => {
  const { community, found, page, mayWrite, lookedAfter, places } = props
  const here = url`/communities/${community.slug}/exchange`
  const say = (side: 'offer' | 'need') =>
    withQuery(url`/exchange/new`, new URLSearchParams(), { kind: side, community: community.slug })
  return (
    <CommunityFrame community={community} tab="exchange" unlisted={page > 1}>
      <p class="soft narrow-text">{t('exchange.communityWords')}</p>
      {mayWrite && (
        <p class="row unprinted">
          <a class="button" href={say('need')}>
            {t('exchange.sayNeed')}
          </a>
          <a class="button quiet" href={say('offer')}>
            {t('exchange.sayOffer')}
          </a>
        </p>
      )}
      {mayWrite && namedAddress(community.slug) && (
        <section class="stack gap-2 unprinted">
          <h2 class="small">{t('mailin.byMail')}</h2>
          <MailWays ways={sayingWays(community.slug)} />
        </section>
      )}
      {found.entries.length > 0 ? (
        <>
          <Feed>
            {found.entries.map((entry) => (
              <EntryLine entry={entry} places={places} />
            ))}
          </Feed>
          <Pager
            page={page}
            size={most.listed}
            total={found.total}
            address={(to) =>
              withQuery(here, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
            }
          />
        </>
      ) : (
        <Empty next={{ href: url`/exchange`, words: t('exchange.all') }}>
          {mayWrite ? t('exchange.noneHere') : t('exchange.noneHereForYou')}
        </Empty>
      )}
      {lookedAfter && (
        <p>
          <a href={url`/communities/${community.slug}/exchange/unanswered`}>{t('exchange.unanswered')}</a>
        </p>
      )}
    </CommunityFrame>
  )
}
