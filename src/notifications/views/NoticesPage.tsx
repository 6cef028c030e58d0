import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { most } from '../notice.ts'
import type { Notices } from '../reading.ts'
import { NoticeList } from './NoticeList.tsx'

/** What happened to what the reader follows or is named in, by place, the last first. */
export const NoticesPage = ({ all, total, upTo, page }: Notices & { page: number }): JSX.Element => (
  <Page title={t('notices.notices')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
    <div class="row apart">
      <h1>{t('notices.notices')}</h1>
      <a href={url`/notices/choices`}>{t('notices.choices')}</a>
    </div>
    {all.length === 0 ? (
      <Empty
        next={{ href: url`/communities`, words: t('notices.findConversation') }}
        also={[{ href: url`/notices/choices`, words: t('notices.choices') }]}
      >
        {t('notices.nothingYet')}
      </Empty>
    ) : (
      <>
        {all.some(({ unseen }) => unseen > 0) && (
          <form method="post" action={url`/notices/seen`}>
            <input type="hidden" name="to" value={String(upTo)} />
            <button class="button quiet" type="submit">
              {t('notices.allSeen')}
            </button>
          </form>
        )}
        <NoticeList all={all} rank={2} />
        <Pager
          page={page}
          size={most.perPage}
          total={total}
          address={(to) =>
            withQuery(url`/notices`, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
          }
        />
      </>
    )}
  </Page>
)
