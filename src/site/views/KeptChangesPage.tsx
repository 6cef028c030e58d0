import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { changesPerPage, type KeptChanges } from '../desk-changes.ts'
import { KeptChangeLine } from './KeptChange.tsx'

/** What others did to what the reader keeps and writes, since they last looked or ever. */
export const KeptChangesPage = ({
  changes,
  total,
  ever,
  until,
  page,
}: KeptChanges & { page: number }): JSX.Element => {
  const address = (all: boolean, to = 1) =>
    withQuery(url`/desk/changes`, new URLSearchParams(), {
      of: all ? 'all' : undefined,
      page: to > 1 ? String(to) : undefined,
    })
  return (
    <Page title={t('site.kept')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('site.kept')}</h1>
      <p class="narrow-text">{t('site.keptWords')}</p>
      <Tabs
        name={t('site.kept')}
        tabs={[
          { label: t('site.keptNew'), href: address(false), current: !ever },
          { label: t('site.keptEver'), href: address(true), current: ever },
        ]}
      />
      {total === 0 ? (
        <Empty next={{ href: url`/desk`, words: t('site.desk') }}>
          {ever ? t('site.keptNever') : t('site.keptNothing')}
        </Empty>
      ) : (
        <>
          <ol class="stack gap-2">
            {changes.map((change) => (
              <li>
                <KeptChangeLine change={change} />
              </li>
            ))}
          </ol>
          <Pager page={page} size={changesPerPage} total={total} address={(to) => address(ever, to)} />
          {!ever && (
            <form method="post" action={url`/desk/changes/seen`}>
              <input type="hidden" name="until" value={until} />
              <button class="button" type="submit">
                {t('site.keptSeen')}
              </button>
            </form>
          )}
        </>
      )}
    </Page>
  )
}
