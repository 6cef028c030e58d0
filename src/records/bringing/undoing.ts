import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { today } from '../../base/today.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { endInvitation } from '../../people/bringing-members.ts'
import { exportRecord } from '../exporting.ts'
import { keepRecord } from '../storing.ts'
import { lineByLine } from './line-by-line.ts'
import type { Plan } from './planning.ts'
import type { Run } from './run.ts'
import { isStillTheirs } from './still-theirs.ts'

interface Line {
  position: number
  line: number
  outcome: 'new' | 'changed'
  thing: number | null
  ref: Ref | null
  basis: number | null
  made: number
  plan: Plan | null
}

/** Takes back what an import brought; stopped anywhere it goes on from there. */
export const undoRun = (viewer: Viewer, run: Run, told?: (through: number) => void): Promise<void> =>
  lineByLine<Line>(run, {
    during: 'undoing',
    ends: 'undone',
    columns: sql`line.line, line.outcome, line.thing, thing.ref, line.basis, line.made, line.plan`,
    each: async (line) => {
      await undoLine(viewer, run, line)
      return line.thing && line.ref ? { thing: line.thing, ref: line.ref } : undefined
    },
    told,
  })

async function undoLine(viewer: Viewer, run: Run, line: Line): Promise<void> {
  if (run.kind === 'members') {
    if (!(await endInvitation(line.made))) await say(run.id, line.position, t('imports.acceptedBy'))
    return
  }
  if (!line.ref) return
  if (!(await isStillTheirs(viewer, run, { thing: line.thing, plan: null })))
    return say(run.id, line.position, t('imports.notYours'))
  if (line.outcome === 'changed' && line.basis === line.made)
    return say(run.id, line.position, t('imports.onlyStatus'))
  if (line.outcome === 'new') await withdraw(line.ref, run)
  else await restore(line.ref, line.basis, run, line.plan?.reviewed)
  await audit(
    viewer,
    line.outcome === 'new' ? 'record.withdrawn' : 'record.restored',
    line.thing ?? undefined,
    {
      import: run.ref,
      line: line.line,
    },
  )
}

/** It was to be read by everyone: who comes to its address is told what became of it. */
async function withdraw(ref: Ref, { file, lang }: Run): Promise<void> {
  const record = await exportRecord(system('import'), ref)
  const tombstone = { original: lang, texts: { [lang]: t('imports.tombstone', { file }) } }
  await keepRecord({ ...record, state: 'withdrawn', tombstone })
}

/** What was published stays published: the version before comes again as the newest. */
async function restore(ref: Ref, basis: number | null, { file, lang }: Run, reviewed = false): Promise<void> {
  const { number } = await db()
    .selectFrom('version')
    .select('number')
    .where('id', '=', basis)
    .executeTakeFirstOrThrow()
  const record = await exportRecord(system('import'), ref)
  const before = record.versions.find((one) => one.number === number)!
  record.versions.push({
    number: record.versions.at(-1)!.number + 1,
    published: today(),
    note: { original: lang, texts: { [lang]: t('imports.restored', { number, file }) } },
    minor: false,
    content: before.content,
  })
  await keepRecord({ ...record, reviewed: record.reviewed || reviewed })
}

const say = async (run: number, position: number, reason: string): Promise<void> =>
  void (await sql`
    update import_line set reasons = reasons || ${JSON.stringify([reason])}::jsonb
    where run = ${run} and position = ${position}`.execute(db()))
