import { t, tRich } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { BringsFacets, Facets } from '../../ui/parts/Facets.tsx'
import { Icon } from '../../ui/parts/Icon.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { SearchBox } from '../../ui/parts/SearchBox.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { url } from '../../ui/url.ts'
import { type Asked, entriesOf, searchUrl, toggled, withoutChoices } from '../address.ts'
import { type Explored, pageSize } from '../exploring.ts'
import type { TableColumn, Tabulated } from '../tabulating.ts'
import { facetGroups } from './facet-groups.tsx'
import { NothingFound } from './NothingFound.tsx'
import { ResultList } from './ResultList.tsx'
import { ResultMap } from './ResultMap.tsx'
import { ResultTable } from './ResultTable.tsx'

export interface SearchView extends Explored {
  table?: { columns: TableColumn[]; rows: Tabulated[] }
}

export function SearchPage(view: SearchView): JSX.Element {
  const { asked, found, chosen } = view
  const groups = facetGroups(view)
  const title = asked.q ? t('search.resultsFor', { q: asked.q }) : t('search.everything')
  return (
    <Page
      title={title}
      description={t('search.description')}
      canonical={searchUrl(asked)}
      unlisted={asked.q !== '' || asked.page > 1}
      search={false}
    >
      <h1>{title}</h1>
      <SearchBox size="big" q={asked.q} keep={entriesOf({ ...asked, q: '', page: 1 })} />
      <Meant view={view} />
      <div class={groups.length > 0 ? 'with-side' : undefined}>
        {groups.length > 0 && (
          <Facets groups={groups} clear={chosen.length ? searchUrl(withoutChoices(asked)) : undefined} />
        )}
        <section class="stack" aria-labelledby="count">
          <div class="row apart">
            <h2 id="count" class="lead">
              {found.more
                ? t('search.more', { count: found.total })
                : t('search.results', { count: found.total })}
            </h2>
            {groups.length > 0 && <BringsFacets chosen={chosen.length} />}
          </div>
          <ChosenRow view={view} />
          {found.total === 0 ? <NothingFound {...view} /> : <Results view={view} />}
        </section>
      </div>
    </Page>
  )
}

const Meant = ({ view: { near, asked } }: { view: SearchView }): JSX.Element | null =>
  near === undefined ? null : (
    <p class="lead">
      {tRich<Child>('search.didYouMean', {
        q: near,
        link: (inside) => <a href={searchUrl({ ...asked, q: near, page: 1 })}>{inside}</a>,
      })}
    </p>
  )

/** What is chosen, each to be taken away again, even where nothing is left to narrow. */
const ChosenRow = ({ view: { chosen, asked } }: { view: SearchView }): JSX.Element | null =>
  chosen.length === 0 ? null : (
    <div class="row gap-2">
      <span class="soft">
        {t('search.chosen')}
        {t('ui.colon')}
      </span>
      {chosen.map(({ choice, name }) => (
        <a class="tag" rel="nofollow" href={searchUrl(toggled(asked, choice))}>
          {name} <span aria-hidden="true">×</span>
          <span class="unseen"> {t('search.takeAway')}</span>
        </a>
      ))}
    </div>
  )

function Results({ view }: { view: SearchView }): JSX.Element {
  const { asked, found } = view
  return (
    <>
      <div class="row apart">
        <Tabs name={t('search.views')} tabs={viewsOf(asked)} />
        {asked.view !== 'map' && asked.q !== '' && <Order asked={asked} />}
        <a
          class="row gap-1"
          rel="nofollow"
          href={searchUrl({ ...asked, page: 1, view: 'list' }, url`/search.csv`)}
        >
          <Icon name="download" />
          {t('search.takeCsv')}
        </a>
      </div>
      {found.more && <p class="soft">{t('search.counted', { count: found.total })}</p>}
      {asked.view === 'map' ? (
        <ResultMap {...view} />
      ) : asked.view === 'table' ? (
        <ResultTable {...view} />
      ) : (
        <ResultList {...view} />
      )}
      {asked.view !== 'map' && (
        <Pager
          page={asked.page}
          size={pageSize}
          total={found.reachable}
          beyond={found.reachable < found.total}
          address={(page) => searchUrl({ ...asked, page })}
        />
      )}
      {asked.view !== 'map' && found.reachable < found.total && (
        <p class="soft">{t('search.reachable', { count: found.reachable })}</p>
      )}
    </>
  )
}

const Order = ({ asked }: { asked: Asked }): JSX.Element => (
  <Tabs
    name={t('search.sorted')}
    tabs={[
      {
        label: t('search.best'),
        href: searchUrl({ ...asked, sort: 'best', page: 1 }),
        current: asked.sort === 'best',
      },
      {
        label: t('search.newest'),
        href: searchUrl({ ...asked, sort: 'newest', page: 1 }),
        current: asked.sort === 'newest',
      },
    ]}
  />
)

const viewsOf = (asked: Asked) => {
  const tab = (view: Asked['view'], label: string) => ({
    label,
    href: searchUrl({ ...asked, view }),
    current: asked.view === view,
  })
  return [tab('list', t('search.list')), tab('table', t('search.table')), tab('map', t('search.map'))]
}
