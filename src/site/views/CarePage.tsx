import { formatDate, formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import { type Care, type Caring, caring, type Unkept } from '../desk-curating.ts'

/** What nobody keeps or looked at in time, of what the reader curates. */
export const CarePage = ({ of, counts, things, size, page }: Care & { page: number }): JSX.Element => (
  <Page title={t('site.care')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
    <h1>{t('site.care')}</h1>
    <p class="narrow-text">{t('site.careWords')}</p>
    <Tabs
      name={t('site.care')}
      tabs={caring.map((one) => ({
        label: t('site.countOf', { what: caringName(one), count: formatNumber(counts[one]) }),
        href: url`/desk/care?of=${one}`,
        current: one === of,
      }))}
    />
    {counts[of] === 0 ? (
      <Empty next={{ href: url`/desk`, words: t('site.desk') }}>{t('site.caredFor')}</Empty>
    ) : (
      <>
        <ul class="stack gap-2">
          {things.map((thing) => (
            <li>
              <a href={addressOf(of, thing)}>
                <Words text={thing.title} />
              </a>
              {thing.since && (
                <>
                  {' '}
                  <span class="soft">{t('site.dueOn', { day: formatDate(thing.since) })}</span>
                </>
              )}
            </li>
          ))}
        </ul>
        <Pager
          page={page}
          size={size}
          total={counts[of]}
          address={(to) => url`/desk/care?of=${of}&page=${to}`}
        />
      </>
    )}
  </Page>
)

function addressOf(of: Caring, { ref, slug }: Unkept): Url {
  if (of === 'keeper') return url`/organisations/${slug ?? ''}`
  return of === 'collection' ? url`/collections/${ref ?? ''}` : url`/records/${ref ?? ''}`
}

function caringName(of: Caring): string {
  switch (of) {
    case 'custodian':
      return t('site.withoutCustodian')
    case 'review':
      return t('site.pastReview')
    case 'keeper':
      return t('site.withoutKeeper')
    case 'collection':
      return t('site.collectionsWithoutKeeper')
  }
}
