import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, attempt, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { RecordKind } from '../../instruments/definition.ts'
import { editionFor } from '../../instruments/editions.ts'
import { type Invitee, invite } from '../../people/bringing-members.ts'
import { Travelling } from '../interchange.ts'
import { keepRecord } from '../storing.ts'
import { faultOf, Unfit } from '../unfit.ts'
import type { Plan } from './planning.ts'
import type { Run } from './run.ts'
import { isThereByNow, type Standing, standingRecord } from './standing.ts'

/** Lines at a time: so many are kept together or not at all, and a reader waits for none of them. */
const together = 50

interface Line {
  position: number
  line: number
  outcome: 'new' | 'changed'
  thing: number | null
  basis: number | null
  plan: Plan & { invitee?: Invitee }
}

interface Kept {
  thing?: number
  made: number
  ref?: string
}

/** Brings in the lines that are left, batch by batch: stopped anywhere it goes on from there. */
export async function applyRun(
  viewer: Viewer,
  run: Run,
  told: (through: number) => void = () => undefined,
): Promise<void> {
  for (let through = run.through; ; ) {
    const more = await atomically(() => applyBatch(viewer, run))
    if (more === undefined) return
    told((through += more))
  }
}

/** Gives how many lines it went through; nothing once there are none left. Holds the run, so that two workers take turns. */
async function applyBatch(viewer: Viewer, run: Run): Promise<number | undefined> {
  const { rows } = await sql<{ state: string }>`
    select state from import_run where id = ${run.id} for update`.execute(db())
  if (rows[0]?.state !== 'running') return undefined
  const lines = await sql<Line>`
    select position, line, outcome, thing, basis, plan from import_line
    where run = ${run.id} and not done order by position limit ${together}`.execute(db())
  if (lines.rows.length === 0) {
    // What was sent is needed no longer.
    await sql`
      update import_run set state = 'done', finished = now(), bytes = null, through = lines where id = ${run.id}`.execute(
      db(),
    )
    return undefined
  }
  const kept: Kept[] = []
  for (const line of lines.rows) {
    const one = await keepLine(viewer, run, line)
    if (one) kept.push(one)
  }
  const ids = kept.flatMap(({ thing }) => thing ?? [])
  if (ids.length) {
    await announce('thing.changed', { ids })
    await changed(...kept.flatMap(({ ref }) => ref ?? []), 'records', 'things')
  }
  await sql`
    update import_run set through = (select count(*) from import_line where run = ${run.id} and done) where id = ${run.id}`.execute(
    db(),
  )
  return lines.rows.length
}

/** One line by itself: whatever is wrong with it by now is its own fault. */
async function keepLine(viewer: Viewer, run: Run, line: Line): Promise<Kept | undefined> {
  try {
    const kept = await attempt(async () => {
      if (line.plan.invitee) return keepInvitation(run, line.plan.invitee)
      return line.outcome === 'new' ? makeRecord(line.plan) : changeRecord(line)
    })
    await sql`
      update import_line set done = true, thing = ${kept.thing ?? null}, made = ${kept.made}
      where run = ${run.id} and position = ${line.position}`.execute(db())
    await audit(
      viewer,
      line.plan.invitee ? 'member.invited' : `record.${line.outcome === 'new' ? 'made' : 'changed'}`,
      kept.thing,
      {
        import: run.ref,
        line: line.line,
      },
    )
    return kept
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    const reason = [fault.place, fault.message].filter(Boolean).join(': ')
    await sql`
      update import_line set done = true, outcome = 'fault', reasons = reasons || ${JSON.stringify([reason])}::jsonb
      where run = ${run.id} and position = ${line.position}`.execute(db())
    return undefined
  }
}

async function keepInvitation({ id, lang }: Run, invitee: Invitee): Promise<Kept> {
  const made = await invite(invitee, { run: id, lang })
  if (made === undefined) throw new Unfit({ place: '', message: t('imports.staleLine') })
  return { made }
}

async function makeRecord({ content, instrument }: Plan): Promise<Kept> {
  const edition = await editionFor(instrument)
  if (!edition || (await isThereByNow(content)))
    throw new Unfit({ place: '', message: t('imports.staleLine') })
  return keepAs({
    ref: newRef(),
    kind: edition.makes as RecordKind,
    instrument,
    reviewed: false,
    access: { to: 'everyone' },
    number: 1,
    content,
  })
}

async function changeRecord({ thing, basis, plan }: Line): Promise<Kept> {
  const standing = thing === null ? undefined : await standingRecord(thing)
  if (standing?.version !== basis) throw new Unfit({ place: '', message: t('imports.staleLine') })
  return addVersion(standing!, plan.content, { reviewed: false })
}

/** One version more, and the rest of the record as it stands. */
const addVersion = (
  standing: Standing,
  content: Plan['content'],
  { reviewed }: { reviewed: boolean },
): Promise<Kept> =>
  keepAs({
    ref: standing.ref,
    kind: standing.kind,
    instrument: standing.instrument,
    reviewed,
    access: standing.access,
    custodian: standing.custodian,
    lookAgain: standing.lookAgain,
    number: standing.number + 1,
    content,
  })

interface OneVersion extends Pick<Travelling, 'ref' | 'kind' | 'instrument' | 'reviewed' | 'access'> {
  custodian?: string | null
  lookAgain?: string | null
  number: number
  content: Plan['content']
}

async function keepAs({ number, content, custodian, lookAgain, ...record }: OneVersion): Promise<Kept> {
  const published = new Date().toISOString().slice(0, 10)
  const read = Travelling.safeParse({
    format: 'baobab-record/1',
    ...record,
    state: 'published',
    ...(custodian && { custodian }),
    ...(lookAgain && { lookAgain }),
    versions: [{ number, published, content }],
  })
  if (!read.success)
    throw new Unfit({ place: '', message: read.error.issues.map(({ message }) => message).join('; ') })
  const { id } = await keepRecord(read.data)
  const { current } = await db()
    .selectFrom('record')
    .select('current')
    .where('thing', '=', id)
    .executeTakeFirstOrThrow()
  return { thing: id, made: current!, ref: record.ref }
}
