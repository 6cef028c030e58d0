import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/parts/SearchBox.tsx'
import type { OwnHome } from '../home-overview.ts'
import { Doors, Newest, Talk } from './Flow.tsx'
import { Waiting } from './Waiting.tsx'

/** So many things that wait stand here: a handful is done before one is tired. */
const most = 6

/** The first page for whoever is signed in: what waits for them, what flows, where to set out to. */
export const OwnHomePage = ({ desk, ...flow }: OwnHome): JSX.Element => (
  <Page title={t('site.title')} unlisted layout="wide" search={false}>
    <section class="wrap room stack gap-5">
      <h1>{t('site.desk')}</h1>
      <SearchBox size="big" placeholder={t('site.searchFor')} />
      <Waiting {...desk} most={most} />
    </section>
    <Talk title={t('site.myTalk')} threads={desk.talk} />
    <Newest {...flow} />
    <Doors />
  </Page>
)
