import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { topicUrl, vocabularyUrl } from '../address.ts'
import type { TopTopic, VocabularyView } from '../vocabularies.ts'
import { Entries } from './Entries.tsx'

interface VocabulariesPageProps {
  vocabularies: VocabularyView[]
  tops: TopTopic[]
}

/** Every vocabulary with its size, its languages and the topics at its top. */
export const VocabulariesPage = ({ vocabularies, tops }: VocabulariesPageProps): JSX.Element => (
  <Page title={t('vocabularies.title')} description={t('vocabularies.lead')} canonical={url`/vocabularies`}>
    <header class="stack gap-3">
      <h1>{t('vocabularies.title')}</h1>
      <p class="lead">{t('vocabularies.lead')}</p>
    </header>
    {vocabularies.length === 0 ? (
      <Empty next={{ href: url`/search`, words: t('vocabularies.searchAll') }}>
        {t('vocabularies.none')}
      </Empty>
    ) : (
      <div class="stack gap-5">
        {vocabularies.map((vocabulary) => (
          <Card
            rank={2}
            href={vocabularyUrl(vocabulary)}
            title={<Label of={vocabulary.title} fallback={vocabulary.slug} />}
            meta={[
              t('vocabularies.topics', { count: vocabulary.topics }),
              t('vocabularies.languages', { count: vocabulary.languages.length }),
              t('vocabularies.usedBy', { count: vocabulary.known }),
            ].join(' · ')}
          >
            {Object.keys(vocabulary.note).length > 0 && (
              <p>
                <Label of={vocabulary.note} />
              </p>
            )}
            <Tops tops={tops.filter((top) => top.vocabulary === vocabulary.id)} />
          </Card>
        ))}
      </div>
    )}
  </Page>
)

const Tops = ({ tops }: { tops: TopTopic[] }): JSX.Element | null =>
  tops.length === 0 ? null : (
    <ul class="row gap-2">
      {tops.map((top) => (
        <li>
          <Tag href={topicUrl(top)}>
            <Label of={top.label} />
            <Entries count={top.known} />
          </Tag>
        </li>
      ))}
    </ul>
  )
