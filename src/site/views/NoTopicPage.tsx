import { label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/parts/SearchBox.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { url } from '../../ui/url.ts'
import { topicUrl } from '../../vocabularies/address.ts'
import type { Topic } from '../../vocabularies/topics.ts'

/** There is no such topic: those spelled alike, a search for its words, and all topics. */
export const NoTopicPage = ({ asked, like }: { asked: string; like: Topic[] }): JSX.Element => {
  const words = asked.replaceAll('-', ' ').slice(0, 100)
  return (
    <Page title={t('vocabularies.noTopic')} unlisted search={false}>
      <h1>{t('vocabularies.noTopic')}</h1>
      <p class="lead">{t('vocabularies.noTopicWords', { words })}</p>
      {like.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('vocabularies.like')}</h2>
          <ul class="row gap-2">
            {like.map((topic) => (
              <li>
                <Tag href={topicUrl(topic)}>{label(topic.label)}</Tag>
              </li>
            ))}
          </ul>
        </section>
      )}
      <SearchBox size="big" q={words} />
      <p>
        <a href={url`/vocabularies`}>{t('vocabularies.seeAll')}</a>
      </p>
    </Page>
  )
}
