import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { holds, type Viewer } from '../base/viewer.ts'

/** Whether the viewer curates one of a record's places or topics, what these are within, or its questionnaire. At most one query. */
export async function mayCurate(viewer: Viewer, record: number): Promise<boolean> {
  if (holds(viewer, 'curator')) return true
  if (viewer.kind !== 'person' || !viewer.appointments?.length) return false
  const { rows } = await sql<{ subject: number }>`
    select ancestor as subject from about join within on within.thing = about.subject where about.thing = ${record}
    union select instrument from record where thing = ${record}`.execute(db())
  return holds(
    viewer,
    'curator',
    rows.map(({ subject }) => subject),
  )
}
