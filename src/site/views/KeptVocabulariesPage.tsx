import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { KeptVocabulary } from '../desk-curating.ts'

/** The vocabularies a curator keeps: how large, from where, when last brought in, and the way to a new version. */
export const KeptVocabulariesPage = ({ vocabularies }: { vocabularies: KeptVocabulary[] }): JSX.Element => (
  <Page title={t('site.vocabularies')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
    <h1>{t('site.vocabularies')}</h1>
    <p class="narrow-text">{t('site.vocabulariesWords')}</p>
    {vocabularies.length === 0 ? (
      <Empty next={{ href: url`/vocabularies`, words: t('ui.topics') }}>{t('site.noVocabularies')}</Empty>
    ) : (
      <>
        <p>
          <a class="button" href={url`/imports/new?kind=vocabulary`}>
            {t('site.bringVocabulary')}
          </a>
        </p>
        <div class="grid">
          {vocabularies.map(({ slug, title, uri, topics, retired, imported }) => (
            <Card rank={2} href={url`/vocabularies/${slug}`} title={<Label of={title} fallback={slug} />}>
              <Facts>
                <Fact term={t('site.topics')}>{formatNumber(topics)}</Fact>
                {retired > 0 && <Fact term={t('site.retiredTopics')}>{formatNumber(retired)}</Fact>}
                <Fact term={t('site.whereFrom')}>
                  <bdi>{uri}</bdi>
                </Fact>
                <Fact term={t('site.lastImport')}>
                  {imported ? (
                    <>
                      <Ago at={new Date(imported.at)} /> · <bdi>{imported.by ?? t('people.theInstance')}</bdi>
                    </>
                  ) : (
                    t('site.neverImported')
                  )}
                </Fact>
              </Facts>
            </Card>
          ))}
        </div>
      </>
    )}
  </Page>
)
