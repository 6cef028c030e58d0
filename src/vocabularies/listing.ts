import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { isWithin, type ListQuery, listCards, listQuery, narrowing } from '../base/things/listing.ts'
import type { Viewer } from '../base/viewer.ts'
import { topicBySlug } from './topics.ts'

const { concept, lang } = narrowing
export const TopicsQuery = listQuery({ concept, lang })
export const VocabulariesQuery = listQuery({ lang })

/** Topics as the API lists them: those under a topic, those with a name in a language. */
export async function listTopics(viewer: Viewer, query: ListQuery & { concept?: string; lang?: string }) {
  return listCards(viewer, 'topic', query, {
    where: [
      (await topicAsked(query.concept)).map(isWithin),
      query.lang
        ? sql<boolean>`thing.id in (select thing from concept where jsonb_exists(pref_labels, ${query.lang}))`
        : [],
    ].flat(),
  })
}

/** Vocabularies as the API lists them: those that name a topic in a language. */
export async function listVocabularies(viewer: Viewer, query: ListQuery & { lang?: string }) {
  return listCards(viewer, 'vocabulary', query, {
    where: query.lang
      ? [
          sql<boolean>`thing.id in (select vocabulary from concept where jsonb_exists(pref_labels, ${query.lang}))`,
        ]
      : [],
  })
}

/** The topic a list is narrowed to, if it is; refuses an address that is none. */
export async function topicAsked(slug: string | undefined): Promise<number[]> {
  if (slug === undefined) return []
  const topic = await topicBySlug(slug)
  if (!topic)
    return refuse('unreadable', 'base.parameter', {
      name: 'concept',
      wants: t('vocabularies.takesTopic', { slug }),
    })
  return [topic.id]
}
