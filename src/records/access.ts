import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { holds, type Viewer } from '../base/viewer.ts'

/** Whether the viewer keeps the record true or curates it: what they may change, as `mayCurate` says. At most one query. */
export const mayTend = async (
  viewer: Viewer,
  { thing, mine }: { thing: number; mine: boolean },
): Promise<boolean> => mine || (await mayCurate(viewer, thing))

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

/** The rule of `mayCurate` in SQL, of the row of `record` in a query. */
export function curatesRecord(viewer: Viewer): RawBuilder<boolean> {
  if (holds(viewer, 'curator')) return sql`true`
  const subjects =
    viewer.kind === 'person'
      ? (viewer.appointments ?? []).flatMap((one) => (one.role === 'curator' ? (one.subject ?? []) : []))
      : []
  return sql`(record.instrument = any(${subjects}::bigint[]) or exists (
    select from about join within on within.thing = about.subject
    where about.thing = record.thing and within.ancestor = any(${subjects}::bigint[])))`
}

/** Whether the viewer may write the next version of a record: who keeps it, curates it, or is credited for it. One query at most. */
export const mayChange = async (
  viewer: Viewer,
  record: { thing: number; mine: boolean; credited: boolean },
): Promise<boolean> => record.credited || (await mayTend(viewer, record))
