import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { mayTend } from '../access.ts'

/** Whether the viewer was asked, about the day by which the row of `record` is to be looked at again. */
export const wasAsked = (viewer: Viewer): RawBuilder<boolean> =>
  viewer.kind === 'person'
    ? sql`exists (select from review_asking where review_asking.record = record.thing and review_asking.due = record.due and person = ${viewer.id})`
    : sql`false`

/** Whether the viewer may say that a record is still true, or is not: who keeps or curates it, and who was asked. At most two queries. */
export async function mayAnswer(viewer: Viewer, record: { thing: number; mine: boolean }): Promise<boolean> {
  if (await mayTend(viewer, record)) return true
  if (viewer.kind !== 'person') return false
  const { rows } = await sql`
    select from record where thing = ${record.thing} and ${wasAsked(viewer)}`.execute(db())
  return rows.length > 0
}

/** Whether there is anything that the viewer curates. */
export const curatesSomething = (viewer: Viewer): boolean =>
  holds(viewer, 'curator') ||
  (viewer.kind === 'person' && (viewer.appointments ?? []).some(({ role }) => role === 'curator'))
