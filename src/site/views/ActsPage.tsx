import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { actName } from '../act-names.ts'
import type { Act, Acts, ActView } from '../desk-acts.ts'

/** Every act that is written down, as far as the reader may read of it. */
export const ActsPage = ({ acts, total, size, view, views, page }: Acts & { page: number }): JSX.Element => {
  const address = (of: ActView, to = 1) =>
    withQuery(url`/desk/acts`, new URLSearchParams(), { of, page: to > 1 ? String(to) : undefined })
  return (
    <Page title={t('site.acts')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('site.acts')}</h1>
      <p class="narrow-text">{t('site.actsWords')}</p>
      <Tabs
        name={t('site.acts')}
        tabs={views.map((one) => ({ label: viewName(one), href: address(one), current: one === view }))}
      />
      {total === 0 ? (
        <Empty next={{ href: url`/desk`, words: t('site.desk') }}>{t('site.noActs')}</Empty>
      ) : (
        <>
          <ol class="stack gap-2">
            {acts.map((act) => (
              <li>
                <OneAct act={act} />
              </li>
            ))}
          </ol>
          <Pager page={page} size={size} total={total} address={(to) => address(view, to)} />
        </>
      )}
    </Page>
  )
}

const OneAct = ({ act: { at, verb, by, card } }: { act: Act }): JSX.Element => (
  <>
    <strong>{actName(verb)}</strong>
    {card && (
      <>
        {' · '}
        <a href={card.href}>
          <Words text={card.title} />
        </a>
      </>
    )}{' '}
    <span class="soft">
      {by ? <bdi>{by.name}</bdi> : t('people.theInstance')} · <Ago at={new Date(at)} />
    </span>
  </>
)

function viewName(view: ActView): string {
  switch (view) {
    case 'concerning':
      return t('site.actsConcerning')
    case 'mine':
      return t('site.actsMine')
    case 'all':
      return t('site.actsAll')
  }
}
