import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Viewer } from '../../base/viewer.ts'
import { outcomeName } from './names.ts'
import type { LineOutcome } from './run.ts'
import { runFor } from './runs.ts'

/** Every line of which something was left out, with its reasons, as a table for spreadsheets; a cell that would be a formula is not one (OWASP, CSV injection). */
export async function reportOf(viewer: Viewer, ref: string): Promise<string> {
  const run = await runFor(viewer, ref)
  const { rows } = await sql<{ line: number; outcome: LineOutcome | null; title: string; reason: string }>`
    select line, outcome, coalesce(plan ->> 'title', '') as title, reason
    from import_line, jsonb_array_elements_text(reasons) as reason
    where run = ${run.id} order by position`.execute(db())
  const head = [t('imports.line'), t('imports.outcome'), t('imports.what'), t('imports.reason')]
  return stringify(
    [
      head,
      ...rows.map((row) => [
        row.line || '',
        row.outcome ? outcomeName(row.outcome, run.kind) : '',
        row.title,
        row.reason,
      ]),
    ],
    { bom: true, record_delimiter: 'windows', escape_formulas: true },
  )
}
