import { label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { url } from '../../ui/url.ts'
import { topicUrl, vocabularyName, vocabularyUrl } from '../../vocabularies/address.ts'
import type { TopicOverview } from '../topic-overview.ts'
import { countOfAll, Known } from './Known.tsx'

/** What is known under a topic and everything narrower. */
export const KnownUnder = (overview: TopicOverview): JSX.Element => (
  <Known
    title={t('vocabularies.known')}
    here={topicUrl(overview.topic)}
    known={overview.known}
    asked={overview.asked}
  >
    <NothingYet {...overview} />
  </Known>
)

/** What would be here, and the nearest topics where there is something. */
function NothingYet({ topic, instead, known }: TopicOverview): JSX.Element {
  const name = label(topic.label)
  if (countOfAll(known) > 0)
    return (
      <Empty next={{ href: topicUrl(topic), words: t('vocabularies.seeEverything', { name }) }}>
        {t('vocabularies.emptyKind', { name })}
      </Empty>
    )
  const vocabulary = vocabularyName(topic.vocabulary)
  const [first, ...others] = [
    ...instead.map((near) => ({
      href: topicUrl(near),
      words: t('vocabularies.seeKnown', { name: label(near.label), count: near.known }),
    })),
    { href: url`/search?q=${name}`, words: t('vocabularies.searchFor', { name }) },
    { href: vocabularyUrl(topic.vocabulary), words: t('vocabularies.browse', { name: vocabulary }) },
  ]
  return (
    <Empty next={first!} also={others}>
      {t('vocabularies.empty', { name })}
    </Empty>
  )
}
