import { languageName, t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Icon } from '../../ui/parts/Icon.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { outside, type Url, url } from '../../ui/url.ts'
import { alphabetUrl, dataFormats, dataUrl, vocabularyName, vocabularyUrl } from '../address.ts'
import type { VocabularyView } from '../vocabularies.ts'

interface VocabularyPageProps {
  vocabulary: VocabularyView
  /** Which of the ways to browse it the children are. */
  way: 'tree' | 'alphabet'
  /** Not the first page of that way. */
  further?: boolean
  children: Child
}

/** What the ways to browse a vocabulary have around them. */
export function VocabularyPage({ vocabulary, way, further, children }: VocabularyPageProps): JSX.Element {
  const name = vocabularyName(vocabulary)
  const here = vocabularyUrl(vocabulary)
  return (
    <Page
      title={name}
      description={t('vocabularies.description', { name, count: vocabulary.topics })}
      canonical={here}
      unlisted={further}
      levels={[{ name: t('vocabularies.title'), href: url`/vocabularies` }, { name }]}
      head={Object.entries(dataFormats).map(([format, type]) => (
        <link rel="alternate" type={type} href={dataUrl(here, format as keyof typeof dataFormats)} />
      ))}
    >
      <header class="stack gap-3">
        <h1>
          <Label of={vocabulary.title} fallback={vocabulary.slug} />
        </h1>
        {Object.keys(vocabulary.note).length > 0 && (
          <p class="lead">
            <Label of={vocabulary.note} />
          </p>
        )}
      </header>
      <div class="with-rail">
        <div class="stack gap-5">
          {vocabulary.hierarchical && (
            <Tabs
              name={t('vocabularies.ways')}
              tabs={[
                { label: t('vocabularies.bySubject'), href: here, current: way === 'tree' },
                {
                  label: t('vocabularies.alphabet'),
                  href: alphabetUrl(vocabulary),
                  current: way === 'alphabet',
                },
              ]}
            />
          )}
          {children}
        </div>
        <aside class="stack gap-5">
          <section class="card">
            <h2>{t('vocabularies.about')}</h2>
            <Facts>
              <Fact term={t('vocabularies.holds')}>
                {t('vocabularies.topics', { count: vocabulary.topics })}
              </Fact>
              <Fact term={t('vocabularies.spokenIn')}>{languagesOf(vocabulary)}</Fact>
              <Fact term={t('vocabularies.licence')}>
                <Licence licence={vocabulary.licence} />
              </Fact>
            </Facts>
            <details>
              <summary>{t('vocabularies.forPrograms')}</summary>
              <Facts>
                <Fact term={t('vocabularies.address')}>
                  <Address uri={vocabulary.uri} />
                </Fact>
              </Facts>
            </details>
          </section>
          <TakeAway of={here} />
        </aside>
      </div>
    </Page>
  )
}

/** Languages that name every topic, and the others with how many. */
const languagesOf = ({ topics, languages }: VocabularyView): string =>
  languages
    .map(({ lang, count }) =>
      count === topics
        ? languageName(lang)
        : t('vocabularies.languageCount', { language: languageName(lang), count }),
    )
    .join(' · ')

/** What a vocabulary is to programs; a link where there is something to see at it. */
function Address({ uri }: { uri: string }): JSX.Element {
  const address = outside(uri)
  const shown = <bdi dir="ltr">{uri}</bdi>
  return address ? <a href={address}>{shown}</a> : shown
}

function Licence({ licence }: { licence: string | null }): JSX.Element {
  const address = licence === null ? undefined : outside(licence)
  if (!licence || !address) return <>{licence ?? t('vocabularies.noLicence')}</>
  return (
    <a href={address} rel="license">
      <bdi dir="ltr">{licenceName(licence)}</bdi>
    </a>
  )
}

/** "CC BY 4.0" for its address; an address of another kind is its own name. */
function licenceName(address: string): string {
  const [, name, version] =
    /creativecommons\.org\/(?:licenses|publicdomain)\/([a-z-]+)\/([\d.]+)/.exec(address) ?? []
  if (!name) return address
  return name === 'zero' ? `CC0 ${version}` : `CC ${name.toUpperCase()} ${version}`
}

/** A vocabulary or a topic as SKOS. */
export const TakeAway = ({ of }: { of: Url }): JSX.Element => (
  <section class="card">
    <h2>{t('vocabularies.takeAway')}</h2>
    <p class="soft">{t('vocabularies.skos')}</p>
    <p class="row gap-2">
      <a class="button quiet" href={dataUrl(of, 'ttl')} data-turbo="false">
        <Icon name="download" />
        <bdi>{t('vocabularies.turtle')}</bdi>
      </a>
      <a class="button quiet" href={dataUrl(of, 'jsonld')} data-turbo="false">
        <Icon name="download" />
        <bdi>{t('vocabularies.jsonLd')}</bdi>
      </a>
    </p>
  </section>
)
