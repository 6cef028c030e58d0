import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import { today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { communityChanged } from '../communities/changed.ts'
import { communityToKeep } from '../communities/reading.ts'
import type { OpenQuestion } from './check.ts'
import { keyOf } from './checks.ts'

interface Which {
  check: number
  question: OpenQuestion
  key: string
}

/**
 * Keeps from sight what somebody wrote in a health check that is over, because it would tell of somebody; or shows it
 * again. That it was done stays to be seen. Refuses whoever does not facilitate it; 404 for words that are not there.
 */
export function setWordsHidden(
  viewer: Viewer,
  slug: string,
  { check, question, key }: Which,
  hidden: boolean,
): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const rest = sql`array_remove(health_answer.hidden, ${question}::text)`
    const { rows } = await sql`
      update health_answer set hidden = ${hidden ? sql`array_append(${rest}, ${question}::text)` : rest}
      from health_check where health_check.id = health_check and health_check.id = ${check} and community = ${id}
        and (health_check.ended is not null or ends < ${today()}::date) and ${keyOf(question)} = ${key}
      returning health_answer.id`.execute(db())
    found(rows[0])
    await audit(viewer, hidden ? 'health-check.words-hidden' : 'health-check.words-shown', id, { check })
    await communityChanged(id)
  })
}
