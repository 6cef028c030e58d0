import { awaitingReader, interfaceLanguages, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { Languages } from './Bar.tsx'
import type { JSX } from './jsx/elements.ts'
import { drawnOnce } from './parts/Kept.tsx'
import { Mark } from './parts/Rings.tsx'
import { site } from './site.ts'
import { url } from './url.ts'

export const Foot = (): JSX.Element =>
  drawnOnce('foot', [reader().query.toString(), site()], () => <Drawing />)

const Drawing = (): JSX.Element => (
  <footer class="foot">
    <div class="wrap stack">
      <div class="row apart">
        <a class="brand" href={url`/`}>
          <Mark />
          {site().name}
        </a>
        <ul>
          <li>
            <a href={url`/ask`}>{t('ui.ask')}</a>
          </li>
          <li>
            <a href={url`/vocabularies`}>{t('ui.topics')}</a>
          </li>
          <li>
            <a href={url`/people`}>{t('ui.people')}</a>
          </li>
          <li>
            <a href={url`/organisations`}>{t('ui.organisations')}</a>
          </li>
          <li>
            <a href={url`/about`}>{t('ui.about')}</a>
          </li>
          <li>
            <a href={url`/collections`}>{t('ui.collections')}</a>
          </li>
          <li>
            <a href={url`/instruments`}>{t('ui.questionnaires')}</a>
          </li>
          <li>
            <a href={url`/api`}>{t('ui.api')}</a>
          </li>
        </ul>
        <nav aria-label={t('ui.languages')}>
          <Languages />
        </nav>
      </div>
      {site().demo && <p class="narrow-text">{t('ui.demo')}</p>}
      <p class="narrow-text">{t('ui.licence')}</p>
      {awaitingReader.has(reader().lang) && (
        <p class="narrow-text">{t('ui.awaitingReader', { language: interfaceLanguages[reader().lang] })}</p>
      )}
    </div>
  </footer>
)
