import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Feed } from '../../../ui/parts/Feed.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { most } from '../archive.ts'
import type { ListedArchive } from '../archives.ts'
import { stateName } from '../names.ts'

interface ArchivesPageProps {
  community: Community
  archives: ListedArchive[]
  total: number
  page: number
  keeps: boolean
}

/** The lists that a community brought along. */
export const ArchivesPage = ({ community, archives, total, page, keeps }: ArchivesPageProps): JSX.Element => (
  <CommunityFrame
    community={community}
    tab="conversation"
    title={t('lists.lists')}
    canonical={url`/communities/${community.slug}/lists`}
    unlisted
  >
    <h2>{t('lists.lists')}</h2>
    {archives.length > 0 ? (
      <>
        <Feed>
          {archives.map((one) => (
            <li class="stack">
              <h3>
                <a href={url`/communities/${community.slug}/lists/${one.ref}`}>
                  <bdi>{one.name}</bdi>
                </a>
              </h3>
              <p class="row gap-2 soft">
                {one.state !== 'done' && <Tag tone="tacit">{stateName(one.state)}</Tag>}
                {!one.opened && <Tag>{t('lists.membersOnly')}</Tag>}
                {one.state !== 'undone' && (
                  <span>
                    {t('lists.messages', { count: one.messages, shown: formatNumber(one.messages) })}
                  </span>
                )}
                <span>{t('lists.threads', { count: one.threads, shown: formatNumber(one.threads) })}</span>
                {one.firstAt && one.lastAt && (
                  <span>
                    {t('lists.fromTo', {
                      from: formatDate(new Date(one.firstAt)),
                      to: formatDate(new Date(one.lastAt)),
                    })}
                  </span>
                )}
              </p>
            </li>
          ))}
        </Feed>
        {total > most.listed && (
          <Pager
            page={page}
            size={most.listed}
            total={total}
            address={(one) =>
              withQuery(url`/communities/${community.slug}/lists`, new URLSearchParams(), {
                page: one > 1 ? String(one) : undefined,
              })
            }
          />
        )}
        <p class="row">
          {keeps && (
            <a class="button" href={url`/communities/${community.slug}/lists/new`}>
              {t('lists.bring')}
            </a>
          )}
          <a href={url`/lists/mine`}>{t('lists.didYouWrite')}</a>
          {keeps && <a href={url`/communities/${community.slug}/lists/requests`}>{t('lists.requests')}</a>}
        </p>
      </>
    ) : (
      <Empty
        next={
          keeps
            ? { href: url`/communities/${community.slug}/lists/new`, words: t('lists.bring') }
            : { href: url`/communities/${community.slug}`, words: t('communities.conversation') }
        }
        also={[{ href: url`/lists/mine`, words: t('lists.didYouWrite') }]}
      >
        {t('lists.none')}
      </Empty>
    )}
  </CommunityFrame>
)
