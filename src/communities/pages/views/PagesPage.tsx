import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { url } from '../../../ui/url.ts'
import type { Community } from '../../community.ts'
import { most } from '../../texts/text.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { type ListedPage, pagesUrl } from '../page.ts'
import { PageList } from './PageList.tsx'

interface PagesProps {
  community: Community
  pages: ListedPage[]
  total: number
  page: number
  works: boolean
  /** Taken away, for those who can bring them back. */
  away: ListedPage[]
}

/** All pages that a community writes together. */
export const PagesPage = ({ community, pages, total, page, works, away }: PagesProps): JSX.Element => {
  const library = url`/communities/${community.slug}/library`
  const begin = { href: url`/communities/${community.slug}/pages/new`, words: t('practice.newPage') }
  return (
    <CommunityFrame
      community={community}
      tab="library"
      title={t('practice.pages')}
      canonical={pagesUrl(community)}
    >
      <section class="stack gap-5">
        <header class="stack gap-3">
          <h2>{t('practice.pages')}</h2>
          <p class="row">
            {works && total > 0 && (
              <a class="button quiet" href={begin.href}>
                {begin.words}
              </a>
            )}
            <a href={library}>{t('communities.library')}</a>
          </p>
        </header>
        {total === 0 ? (
          <Empty next={works ? begin : { href: library, words: t('communities.library') }}>
            {t('practice.noPages')}
          </Empty>
        ) : (
          <PageList community={community} pages={pages} rank={3} />
        )}
        <Pages page={page} size={most.listed} total={total} at={pagesUrl(community)} />
        {away.length > 0 && (
          <section class="stack gap-3">
            <h3>{t('practice.pagesAway')}</h3>
            <PageList community={community} pages={away} rank={4} />
          </section>
        )}
      </section>
    </CommunityFrame>
  )
}
