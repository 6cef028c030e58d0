import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { placeCalled } from '../places/called.ts'
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
  for (const words of lines(places)) {
    ids.push((await placeCalled(viewer, words)).id)
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
