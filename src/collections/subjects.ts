import { refuse } from '../base/refusal.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { topicNamed } from '../vocabularies/topics.ts'
import { most } from './collection.ts'

/**
 * Places by code or name and topics by address or name, one on each line, as ids. Refuses, by its words,
 * what is neither, and more than twenty.
 */
export async function subjectsOf(
  viewer: Viewer,
  { places, topics }: { places: string; topics: string },
): Promise<number[]> {
  const ids: number[] = []
  const { byCode, byAlias, byId } = await everywhere()
  for (const words of lines(places)) {
    const code = words.toUpperCase()
    const plain = words.toLowerCase()
    const place =
      byCode.get(code) ??
      byAlias.get(code) ??
      byId.values().find(({ name }) => Object.values(name).some((one) => one.toLowerCase() === plain))
    if (!place || !maySee(viewer, place.circle)) refuse('invalid', 'collections.noPlace', { words })
    else ids.push(place.id)
  }
  const named = lines(topics)
  if (ids.length + named.length > most.subjects)
    refuse('invalid', 'collections.tooManySubjects', { most: most.subjects })
  for (const words of named) {
    const topic = await topicNamed(words)
    if (!topic) refuse('invalid', 'collections.noTopic', { words })
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
