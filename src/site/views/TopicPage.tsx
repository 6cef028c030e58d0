import { reader } from '../../base/i18n/reader.ts'
import { label, languageName, t } from '../../base/i18n/t.ts'
import { WhoCould } from '../../exchange/views/WhoCould.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Label, Said } from '../../ui/parts/Words.tsx'
import { outside, url, withQuery } from '../../ui/url.ts'
import { dataFormats, dataUrl, topicUrl, vocabularyName, vocabularyUrl } from '../../vocabularies/address.ts'
import type { Mapped, Neighbour, TopicView } from '../../vocabularies/topic.ts'
import { Entries } from '../../vocabularies/views/Entries.tsx'
import { TakeAway } from '../../vocabularies/views/VocabularyPage.tsx'
import type { MappingRelation } from '../../vocabularies/vocabulary.ts'
import type { TopicOverview } from '../topic-overview.ts'
import { KnownUnder } from './KnownUnder.tsx'

/** A topic: where it stands, what it means, what is known under it, and what it is called elsewhere. */
export function TopicPage(overview: TopicOverview): JSX.Element {
  const { topic, asked } = overview
  const name = label(topic.label)
  const here = topicUrl(topic)
  return (
    <Page
      title={name}
      description={label(topic.definition) || t('vocabularies.knownAbout', { name })}
      canonical={here}
      unlisted={asked.kind !== undefined || asked.page > 1}
      levels={[
        { name: t('vocabularies.title'), href: url`/vocabularies` },
        { name: vocabularyName(topic.vocabulary), href: vocabularyUrl(topic.vocabulary) },
        ...topic.trail.map((above) => ({ name: <Label of={above.label} />, href: topicUrl(above) })),
        { name: <Label of={topic.label} /> },
      ]}
      head={Object.entries(dataFormats).map(([format, type]) => (
        <link rel="alternate" type={type} href={dataUrl(here, format as keyof typeof dataFormats)} />
      ))}
    >
      <header class="stack gap-3">
        <h1>
          <Label of={topic.label} />
        </h1>
        <OtherNames topic={topic} />
        {Object.keys(topic.definition).length > 0 && (
          <p class="lead">
            <Label of={topic.definition} />
          </p>
        )}
      </header>
      {topic.deprecated && (
        <Notice title={t('vocabularies.deprecated')}>{t('vocabularies.deprecatedWords')}</Notice>
      )}
      <div class="with-rail">
        <div class="stack gap-6">
          {topic.narrower.some(isCurrent) && (
            <section class="stack gap-3">
              <h2>{t('vocabularies.narrower')}</h2>
              <Topics topics={topic.narrower} />
            </section>
          )}
          <KnownUnder {...overview} />
          {overview.exchange.length > 0 && (
            <WhoCould
              lines={overview.exchange}
              more={withQuery(url`/exchange`, new URLSearchParams(), { topic: topic.slug })}
              experts={withQuery(url`/experts`, new URLSearchParams(), { topic: topic.slug })}
            />
          )}
        </div>
        <aside class="stack gap-5">
          <Around title={t('vocabularies.alsoUnder')} topics={topic.alsoUnder} />
          <Around title={t('vocabularies.related')} topics={topic.related} />
          <Names topic={topic} />
          <Mappings mapped={topic.mapped} />
          <TakeAway of={here} />
        </aside>
      </div>
    </Page>
  )
}

function OtherNames({ topic }: { topic: TopicView }): JSX.Element | null {
  const names = topic.otherNames[reader().lang] ?? []
  return names.length === 0 ? null : (
    <p class="soft">{t('vocabularies.alsoCalled', { names: names.join(' · ') })}</p>
  )
}

const Part = ({ title, children }: { title: string; children: Child }): JSX.Element => (
  <section class="card">
    <h2>{title}</h2>
    {children}
  </section>
)

const Around = ({ title, topics }: { title: string; topics: Neighbour[] }): JSX.Element | null =>
  topics.some(isCurrent) ? (
    <Part title={title}>
      <Topics topics={topics} />
    </Part>
  ) : null

const isCurrent = ({ deprecated }: Neighbour): boolean => !deprecated

/** Other topics of the vocabulary, each with how much is known under it. */
function Topics({ topics }: { topics: Neighbour[] }): JSX.Element {
  const { compare } = new Intl.Collator(reader().lang)
  return (
    <ul class="row gap-2">
      {topics
        .filter(isCurrent)
        .sort((a, b) => compare(label(a.label), label(b.label)))
        .map((topic) => (
          <li>
            <Tag href={topicUrl(topic)}>
              <Label of={topic.label} />
              <Entries count={topic.known} />
            </Tag>
          </li>
        ))}
    </ul>
  )
}

/** What it is called in other languages, and in records. */
function Names({ topic }: { topic: TopicView }): JSX.Element {
  const others = Object.entries(topic.label).filter(([lang]) => lang !== reader().lang)
  return (
    <Part title={t('vocabularies.names')}>
      <Facts>
        {others.map(([lang, name]) => (
          <Fact term={languageName(lang)}>
            <Said lang={lang}>{[name, ...(topic.otherNames[lang] ?? [])].join(' · ')}</Said>
          </Fact>
        ))}
        {topic.notation && (
          <Fact term={t('vocabularies.notation')}>
            <bdi>{topic.notation}</bdi>
          </Fact>
        )}
        <Fact term={t('vocabularies.code')}>
          <bdi dir="ltr">
            {topic.vocabulary.slug}:{topic.code}
          </bdi>
        </Fact>
      </Facts>
    </Part>
  )
}

/** What it is in other vocabularies, here and elsewhere. */
const Mappings = ({ mapped }: { mapped: Mapped[] }): JSX.Element | null =>
  mapped.length === 0 ? null : (
    <Part title={t('vocabularies.mapped')}>
      <Facts>
        {mapped.map((one) => (
          <Fact term={relationName(one.relation)}>
            <Elsewhere mapped={one} />
          </Fact>
        ))}
      </Facts>
    </Part>
  )

function Elsewhere({ mapped: { uri, topic } }: { mapped: Mapped }): JSX.Element {
  if (topic)
    return (
      <>
        <a href={topicUrl(topic)}>
          <Label of={topic.label} />
        </a>{' '}
        <span class="soft">
          <bdi>{topic.vocabulary}</bdi>
        </span>
      </>
    )
  const address = outside(uri)
  const shown = <bdi dir="ltr">{uri.replace(/^https?:\/\//, '')}</bdi>
  return address ? (
    <a href={address} rel="external">
      {shown}
    </a>
  ) : (
    shown
  )
}

function relationName(relation: MappingRelation): string {
  const names: Record<MappingRelation, () => string> = {
    exactMatch: () => t('vocabularies.exactMatch'),
    closeMatch: () => t('vocabularies.closeMatch'),
    broadMatch: () => t('vocabularies.broadMatch'),
    narrowMatch: () => t('vocabularies.narrowMatch'),
    relatedMatch: () => t('vocabularies.relatedMatch'),
  }
  return names[relation]()
}
