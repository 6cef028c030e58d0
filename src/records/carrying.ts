import type { Step } from '../instruments/edition-changes.ts'
import { migrateAnswers } from '../instruments/migrating.ts'
import type { Content } from './interchange.ts'

/** What a version says, carried over step by step into another edition; what has no place there is kept beside. */
export function carried<T extends Pick<Content, 'answers' | 'kept'>>(content: T, steps: Step[]): T {
  let { answers, kept = [] } = content
  for (const { changes, last, next } of steps) {
    const migrated = migrateAnswers(changes, last, next, answers)
    answers = migrated.answers as Content['answers']
    kept = [...kept, ...migrated.kept]
  }
  return { ...content, answers, ...(kept.length && { kept }) }
}
