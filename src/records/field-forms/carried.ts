import { found } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Answers } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { stepsFrom } from '../../instruments/edition-changes.ts'
import { definitionOf, editionsOf } from '../../instruments/editions.ts'
import { type Kept, migrateAnswers } from '../../instruments/migrating.ts'

interface Carried {
  answers: Answers
  definition: Definition
  edition: number
  /** What has no place in it. */
  kept: Kept[]
}

/** Answers to some edition, the way of those of records into the one in use. */
export async function carried(
  viewer: Viewer,
  slug: string,
  { edition, answers }: { edition: number; answers: Answers },
): Promise<Carried> {
  const from = found((await editionsOf(viewer, slug)).find(({ id }) => id === edition))
  if (from.current) return { answers, definition: await definitionOf(edition), edition, kept: [] }
  const { to, steps } = await stepsFrom(slug, from)
  const kept: Kept[] = []
  let now = answers
  for (const { changes, last, next } of steps) {
    const migrated = migrateAnswers(changes, last, next, now)
    now = migrated.answers
    kept.push(...migrated.kept)
  }
  return { answers: now, definition: await definitionOf(to.id), edition: to.id, kept }
}
