import { formatNumber, label, t } from '../../base/i18n/t.ts'
import { kindName } from '../../records/names.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Rings } from '../../ui/parts/Rings.tsx'
import { SearchBox } from '../../ui/parts/SearchBox.tsx'
import { url } from '../../ui/url.ts'
import type { Home } from '../home-overview.ts'
import { Doors, Meeting, Newest, Talk } from './Flow.tsx'

export const HomePage = ({ overview, instruments, communities, talk, ...flow }: Home): JSX.Element => (
  <Page
    title={t('site.title')}
    description={t('site.sentence')}
    canonical={url`/`}
    layout="wide"
    search={false}
  >
    <section class="wrap room">
      <div class="hero">
        <div class="stack gap-5">
          <h1 class="huge">{t('site.sentence')}</h1>
          <p class="lead">{t('site.wisdom')}</p>
          <SearchBox size="big" placeholder={t('site.searchFor')} />
          <p class="soft">{t('site.holds', { records: overview.total, languages: overview.languages })}</p>
        </div>
        <Rings
          seed="baobab"
          people={overview.people.length ? overview.people : [0]}
          alive={(overview.people.at(-1) ?? 0) > 0}
          size={300}
        />
      </div>
    </section>
    <Doors />
    <Meeting communities={communities} />
    <Talk title={t('site.talk')} threads={talk} />
    <Newest {...flow} />
    <section class="band">
      <div class="wrap stack gap-7">
        <section class="stack">
          <h2>{t('site.kinds')}</h2>
          <ul class="row gap-2">
            {overview.kinds.map(({ kind, count }) => (
              <li>
                <a class="tag" href={url`/search?kind=${kind}`}>
                  {kindName(kind)} {formatNumber(count)}
                </a>
              </li>
            ))}
            <li>
              <a class="tag" href={url`/collections`}>
                {t('ui.collections')}
              </a>
            </li>
          </ul>
        </section>
        <section class="stack gap-5">
          <div class="row apart">
            <h2>{t('site.standards')}</h2>
            <a href={url`/instruments`}>{t('ui.allQuestionnaires', { count: instruments.length })}</a>
          </div>
          <p class="narrow-text">{t('site.standardsWhy')}</p>
          <div class="grid narrow few">
            {instruments.slice(0, mostInstruments).map(({ slug, title, questions }) => (
              <Card
                href={url`/instruments/${slug}`}
                title={label(title)}
                meta={t('site.questions', { count: questions })}
              />
            ))}
          </div>
        </section>
      </div>
    </section>
  </Page>
)

/** So many questionnaires stand here, those that most is written to. */
const mostInstruments = 8
