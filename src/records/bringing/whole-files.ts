import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import type { ImportReport } from '../../base/import.ts'
import { nameOf, type Viewer } from '../../base/viewer.ts'
import type { wholeKinds } from './run.ts'

interface WholeFile {
  kind: (typeof wholeKinds)[number]
  file: string
  take: () => Promise<ImportReport>
}

/**
 * Takes a whole file in and notes that it was, with what became of each record and each fault; what it
 * made and changed can then be taken back as any import. Nothing is noted where nothing came of it.
 */
export function noteWhole(
  viewer: Viewer,
  { kind, file, take }: WholeFile,
): Promise<{ report: ImportReport; ref?: Ref }> {
  return atomically(async () => {
    const { rows: newest } = await sql<{
      id: number
    }>`select coalesce(max(id), 0) as id from version`.execute(db())
    const report = await take()
    if (report.made + report.changed === 0) return { report }
    const { id, ref } = await db()
      .insertInto('import_run')
      .values({
        ref: newRef(),
        kind,
        file: file.split(/[\\/]/).at(-1)!.slice(0, 200),
        person: viewer.kind === 'person' ? viewer.id : null,
        lang: reader().lang,
        state: 'done',
        finished: sql<string>`now()`,
        lines: report.made + report.changed + report.unchanged + report.faults.length,
      })
      .returning(['id', 'ref'])
      .executeTakeFirstOrThrow()
    // What was audited in this very transaction: its moment is that of all of them.
    await sql`
      insert into import_line (run, position, line, given, outcome, thing, basis, made, done, plan)
      select ${id}, row_number() over (order by audit.id), row_number() over (order by audit.id), '{}',
        case verb when 'record.made' then 'new' else 'changed' end, audit.thing,
        (select max(id) from version where record = audit.thing and id <= ${newest[0]!.id}), record.current, true,
        json_build_object('title', version.content #>> array['title', 'texts', version.content #>> '{title,original}'], 'reviewed', record.reviewed)
      from audit join record on record.thing = audit.thing join version on version.id = record.current
      where audit.at = now() and audit.who = ${nameOf(viewer)} and verb in ('record.made', 'record.changed')`.execute(
      db(),
    )
    await sql`
      insert into import_line (run, position, line, given, outcome, done, reasons)
      select ${id}, coalesce((select max(position) from import_line where run = ${id}), 0) + place, place, '{}', 'fault', true,
        json_build_array(said)
      from unnest(${report.faults.map(({ place, message }) => `${place}: ${message}`)}::text[]) with ordinality as fault (said, place)`.execute(
      db(),
    )
    return { report, ref }
  })
}
