import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { url } from '../../ui/url.ts'
import type { Operations } from '../operations.ts'
import { WriteByProgram } from './WriteByProgram.tsx'

/** What programs can ask, drawn from the OpenAPI document, so that it cannot say anything else. */
export const ApiPage = ({
  operations: { lists, ones, others, parameters, written },
}: {
  operations: Operations
}): JSX.Element => (
  <Page title={t('site.api')} canonical={url`/api`}>
    <h1>{t('site.api')}</h1>
    <p class="lead">{t('site.apiWords')}</p>
    <p>
      <a class="button quiet" href={url`/api/v1/openapi.json`}>
        {t('site.apiDocument')}
      </a>
    </p>
    <h2>{t('site.apiLists')}</h2>
    <p>{t('site.apiListsWords')}</p>
    {lists.map(({ path, summary, narrowing }) => (
      <section class="card">
        <h3>
          <code dir="ltr">{path}</code>
        </h3>
        <p>{summary}</p>
        <Facts>
          {narrowing.map(({ name, values }) => (
            <Fact term={<code>{name}</code>}>
              {values.length > 0 ? <Codes of={values} /> : t('site.apiNarrows')}
            </Fact>
          ))}
        </Facts>
        <p>
          <a href={address(path)}>{t('site.apiTry')}</a>
        </p>
      </section>
    ))}
    <h2>{t('site.apiParameters')}</h2>
    <Parameters of={parameters} />
    <h2>{t('site.apiOnes')}</h2>
    <p>{t('site.apiOnesWords')}</p>
    <Each of={ones} />
    <h2>{t('likeness.apiOthers')}</h2>
    <Each of={others} />
    <WriteByProgram of={written} />
  </Page>
)

const Each = ({ of }: { of: Operations['ones'] }): JSX.Element => (
  <>
    {of.map(({ path, summary, parameters }) => (
      <section class="card">
        <h3>
          <code dir="ltr">{path}</code>
        </h3>
        <p>{summary}</p>
        <Parameters of={parameters} />
      </section>
    ))}
  </>
)

const Parameters = ({ of }: { of: { name: string; description: string }[] }): JSX.Element => (
  <Facts>
    {of.map(({ name, description }) => (
      <Fact term={<code>{name}</code>}>{description}</Fact>
    ))}
  </Facts>
)

const Codes = ({ of }: { of: string[] }): JSX.Element => (
  <span class="row gap-2">
    {of.map((code) => (
      <code>{code}</code>
    ))}
  </span>
)

/** A path of ours without anything to fill in, as an address. */
const address = (path: string) => url`/api/v1/${path.split('/').at(-1) ?? ''}`
