import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Operation } from '../operations.ts'

/** What programs can ask, drawn from the OpenAPI document, so that it cannot say anything else. */
export const ApiPage = ({ operations }: { operations: Operation[] }): JSX.Element => (
  <Page title={t('site.api')} canonical={url`/api`}>
    <h1>{t('site.api')}</h1>
    <p class="lead">{t('site.apiWords')}</p>
    <p>
      <a class="button quiet" href={url`/api/v1/openapi.json`}>
        {t('site.apiDocument')}
      </a>
    </p>
    {operations.map(({ path, summary, parameters, plain }) => (
      <section class="card">
        <h2>
          <code>{path}</code>
        </h2>
        <p>
          <Said lang="en">{summary}</Said>
        </p>
        {parameters.length > 0 && (
          <Facts>
            {parameters.map(({ name, required, description }) => (
              <Fact term={<code>{name}</code>}>
                <Said lang="en">{description}</Said>
                {required && <small> {t('site.apiRequired')}</small>}
              </Fact>
            ))}
          </Facts>
        )}
        {plain && (
          <p>
            <a href={address(path)}>{t('site.apiTry')}</a>
          </p>
        )}
      </section>
    ))}
  </Page>
)

/** A path of ours without anything to fill in, as an address. */
const address = (path: string) => url`/api/v1/${path.split('/').at(-1) ?? ''}`
