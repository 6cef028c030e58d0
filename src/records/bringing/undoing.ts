import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { endInvitation } from '../../people/bringing-members.ts'
import { exportRecord } from '../exporting.ts'
import { keepRecord } from '../storing.ts'
import type { Plan } from './planning.ts'
import type { Run } from './run.ts'

const together = 50

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

/** Takes back what an import brought, batch by batch: stopped anywhere it goes on from there. */
export async function undoRun(
  viewer: Viewer,
  run: Run,
  told: (through: number) => void = () => undefined,
): Promise<void> {
  for (let through = 0; ; ) {
    const more = await atomically(() => undoBatch(viewer, run))
    if (more === undefined) return
    told((through += more))
  }
}

async function undoBatch(viewer: Viewer, run: Run): Promise<number | undefined> {
  const { rows } = await sql<{ state: string }>`
    select state from import_run where id = ${run.id} for update`.execute(db())
  if (rows[0]?.state !== 'undoing') return undefined
  const lines = await sql<Line>`
    select line.position, line.line, line.outcome, line.thing, thing.ref, line.basis, line.made, line.plan
    from import_line as line left join thing on thing.id = line.thing
    where line.run = ${run.id} and not line.done order by line.position limit ${together}`.execute(db())
  if (lines.rows.length === 0) {
    await sql`update import_run set state = 'undone', finished = now(), through = lines where id = ${run.id}`.execute(
      db(),
    )
    return undefined
  }
  for (const line of lines.rows) await undoLine(viewer, run, line)
  const things = lines.rows.flatMap(({ thing, ref }) => (thing && ref ? [{ thing, ref }] : []))
  if (things.length) {
    await announce('thing.changed', { ids: things.map(({ thing }) => thing) })
    await changed(...things.map(({ ref }) => ref), 'records', 'things')
  }
  await sql`
    update import_line set done = true where run = ${run.id} and position = any(${lines.rows.map(({ position }) => position)}::int[])`.execute(
    db(),
  )
  await sql`
    update import_run set through = (select count(*) from import_line where run = ${run.id} and done) where id = ${run.id}`.execute(
    db(),
  )
  return lines.rows.length
}

async function undoLine(viewer: Viewer, run: Run, line: Line): Promise<void> {
  if (run.kind === 'members') {
    if (!(await endInvitation(line.made))) await say(run.id, line.position, t('imports.acceptedBy'))
    return
  }
  if (!line.ref) return
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
    published: new Date().toISOString().slice(0, 10),
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
