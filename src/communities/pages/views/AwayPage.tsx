import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { within } from '../../../ui/url.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { pagesUrl, pageUrl, type SharedPage } from '../page.ts'

/** Where a page was that a facilitator took away. */
export const AwayPage = ({ page, keeps }: { page: SharedPage; keeps: boolean }): JSX.Element => (
  <CommunityFrame community={page.community} tab="library" title={t('practice.pageAwayTitle')} unlisted>
    <section class="stack gap-4">
      <h2>{t('practice.pageAwayTitle')}</h2>
      <p>{t('practice.pageAway')}</p>
      {keeps && (
        <form method="post" action={within(pageUrl(page.community, page), 'return')}>
          <button class="button" type="submit">
            {t('practice.bringBack')}
          </button>
        </form>
      )}
      <p>
        <a href={pagesUrl(page.community)}>{t('practice.pages')}</a>
      </p>
    </section>
  </CommunityFrame>
)
