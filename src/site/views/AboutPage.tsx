import { t, tRich } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { url } from '../../ui/url.ts'

export const AboutPage = ({ origin }: { origin: string }): JSX.Element => (
  <Page title={t('site.about')} description={t('site.sentence')} canonical={url`/about`}>
    <article class="prose">
      <h1>{t('site.about')}</h1>
      <p class="lead">{t('site.sentence')}</p>
      <p>{t('site.aboutWhat')}</p>
      <h2>{t('site.aboutKnowledge')}</h2>
      <p>{t('site.aboutKnowledgeWords')}</p>
      <h2>{t('site.aboutPeople')}</h2>
      <p>{t('site.aboutPeopleWords')}</p>
      <h2>{t('site.aboutOpen')}</h2>
      <p>
        {tRich('site.aboutOpenWords', {
          api: (inside) => <a href={url`/api`}>{inside}</a>,
          vocabularies: (inside) => <a href={url`/vocabularies`}>{inside}</a>,
          instruments: (inside) => <a href={url`/instruments`}>{inside}</a>,
        })}
      </p>
      <details>
        <summary>{t('site.api')}</summary>
        <p>{t('site.fingerprintWhy')}</p>
        <Facts>
          <Fact term={t('site.fingerprint')}>
            <code>{origin}</code>
          </Fact>
        </Facts>
      </details>
    </article>
  </Page>
)
