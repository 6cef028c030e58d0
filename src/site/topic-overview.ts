import { Refusal } from '../base/refusal.ts'
import { type AboutList, thingsAbout } from '../base/things/lists.ts'
import type { Viewer } from '../base/viewer.ts'
import { type AroundLine, aroundSubject } from '../exchange/around.ts'
import { type Neighbour, type TopicView, topicAt } from '../vocabularies/topic.ts'
import { type Topic, topicsLike } from '../vocabularies/topics.ts'
import { type Asked, pageSize } from './asked.ts'

export interface TopicOverview {
  topic: TopicView
  asked: Asked
  known: AboutList
  /** The nearest topics under which anything is known: broader ones, then those that mean the same, then related. */
  instead: Neighbour[]
  /** Who could help, and who looks for this. */
  exchange: AroundLine[]
}

/** A topic with what the viewer can find under it and all that is narrower; or where it went; or what is spelled alike. */
export async function topicOverview(
  viewer: Viewer,
  slug: string,
  asked: Asked,
): Promise<TopicOverview | { movedTo: string } | { like: Topic[] }> {
  const topic = await topicAt(viewer, slug).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind === 'missing') return undefined
    throw error
  })
  if (!topic) return { like: await topicsLike(slug) }
  if ('movedTo' in topic) return topic
  const known = await thingsAbout(viewer, topic.id, {
    kind: asked.kind,
    limit: pageSize,
    offset: (asked.page - 1) * pageSize,
  })
  return {
    topic,
    asked,
    known,
    instead: known.total ? [] : somethingNear(topic),
    exchange: await aroundSubject(viewer, topic.id),
  }
}

function somethingNear({ trail, alsoUnder, mapped, related }: TopicView): Neighbour[] {
  const same = mapped.flatMap((one) => (one.topic && one.relation !== 'relatedMatch' ? [one.topic] : []))
  const near = [...trail.toReversed(), ...alsoUnder, ...same, ...related].filter(({ known }) => known > 0)
  return [...new Map(near.map((one) => [one.id, one])).values()].slice(0, 3)
}
