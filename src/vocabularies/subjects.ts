import { refuse } from '../base/refusal.ts'
import type { Labels } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { placeCalled } from '../places/called.ts'
import { everywhere } from '../places/everywhere.ts'
import { placeUrl } from '../places/place.ts'
import { type Url, url } from '../ui/url.ts'
import { topicNamed, topicsById } from './topics.ts'

/** Places and topics that a thing is about, together. */
const mostSubjects = 20

/**
 * Places by code or name and topics by address or name, one on each line, as ids. Refuses, by its words,
 * what is neither, and more than twenty.
 */
export async function subjectsOf(
  viewer: Viewer,
  { places, topics }: { places: string; topics: string },
): Promise<number[]> {
  const ids: number[] = []
  for (const words of lines(places)) {
    ids.push((await placeCalled(viewer, words)).id)
  }
  const named = lines(topics)
  if (ids.length + named.length > mostSubjects)
    refuse('invalid', 'vocabularies.tooManySubjects', { most: mostSubjects })
  for (const words of named) {
    const topic = await topicNamed(words)
    if (!topic) refuse('invalid', 'vocabularies.noTopicCalled', { words })
    else ids.push(topic.id)
  }
  return ids
}

const lines = (words: string): string[] => [
  ...new Set(
    words
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** What a thing is about, by name and address. */
export type About = { name: Labels; href: Url }[]

/** The places and topics of these ids, in their order; what is neither is left out. */
export async function aboutOf(ids: readonly number[]): Promise<About> {
  if (ids.length === 0) return []
  const { byId } = await everywhere()
  const topics = await topicsById(ids.filter((id) => !byId.has(id)))
  return ids.flatMap((id) => {
    const place = byId.get(id)
    const topic = topics.get(id)
    if (place) return [{ name: place.name, href: placeUrl(place) }]
    return topic ? [{ name: topic.label, href: url`/topics/${topic.slug}` }] : []
  })
}

/** As a form takes them, by what their pages' addresses end in, which names one and one only; `start`: `/topics/` or `/places/`. */
export const namesIn = (about: About, start: string): string =>
  about
    .flatMap(({ href }) => (href.startsWith(start) ? decodeURIComponent(href.slice(start.length)) : []))
    .join('\n')
