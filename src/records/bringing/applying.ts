import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { attempt, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { today } from '../../base/today.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { RecordKind } from '../../instruments/definition.ts'
import { editionFor } from '../../instruments/editions.ts'
import { type Invitee, invite } from '../../people/bringing-members.ts'
import { Travelling } from '../interchange.ts'
import { keepRecord } from '../storing.ts'
import { faultOf, Unfit } from '../unfit.ts'
import { lineByLine, type Touched } from './line-by-line.ts'
import type { Plan } from './planning.ts'
import type { Run } from './run.ts'
import { isThereByNow, type Standing, standingRecord } from './standing.ts'
import { isStillTheirs } from './still-theirs.ts'

interface Line {
  position: number
  line: number
  outcome: 'new' | 'changed'
  thing: number | null
  basis: number | null
  plan: Plan & { invitee?: Invitee }
}

interface Kept extends Touched {
  /** The version or the invitation; nothing where there is none to take back. */
  made: number | null
}

/** Brings in the lines that are left; stopped anywhere it goes on from there. */
export const applyRun = (viewer: Viewer, run: Run, told?: (through: number) => void): Promise<void> =>
  lineByLine<Line>(run, {
    during: 'running',
    ends: 'done',
    columns: sql`line.line, line.outcome, line.thing, line.basis, line.plan`,
    each: (line) => keepLine(viewer, run, line),
    told,
  })

/** One line by itself: whatever is wrong with it by now is its own fault. */
async function keepLine(viewer: Viewer, run: Run, line: Line): Promise<Kept | undefined> {
  try {
    const kept = await attempt(async () => {
      if (!(await isStillTheirs(viewer, run, line)))
        throw new Unfit({ place: '', message: t('imports.notYours') })
      if (line.plan.invitee) return keepInvitation(run, line.plan.invitee)
      if (line.plan.record) return keepTravelling(line, line.plan.record)
      return line.outcome === 'new' ? makeRecord(line.plan) : changeRecord(line)
    })
    await sql`
      update import_line set thing = ${kept.thing ?? null}, made = ${kept.made}
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
      update import_line set outcome = 'fault', reasons = reasons || ${JSON.stringify([reason])}::jsonb
      where run = ${run.id} and position = ${line.position}`.execute(db())
    return undefined
  }
}

async function keepInvitation({ id, lang }: Run, invitee: Invitee): Promise<Kept> {
  const made = await invite(invitee, { run: id, lang })
  if (made === undefined) throw new Unfit({ place: '', message: t('imports.staleLine') })
  return { made }
}

/** A record as it travels, if it still stands as it did when it was previewed. */
async function keepTravelling({ thing, basis }: Line, record: Travelling): Promise<Kept> {
  const standing = await db()
    .selectFrom('thing')
    .leftJoin('record', 'record.thing', 'thing.id')
    .select(['thing.id', 'record.current'])
    .where('thing.ref', '=', record.ref)
    .forUpdate('thing')
    .executeTakeFirst()
  if ((standing?.id ?? null) !== thing || (standing?.current ?? null) !== basis)
    throw new Unfit({ place: '', message: t('imports.staleLine') })
  const { id } = await keepRecord(record)
  return { thing: id, made: record.state === 'withdrawn' ? null : await currentOf(id), ref: record.ref }
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
  const published = today()
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
  return { thing: id, made: await currentOf(id), ref: record.ref }
}

async function currentOf(record: number): Promise<number> {
  const { current } = await db()
    .selectFrom('record')
    .select('current')
    .where('thing', '=', record)
    .executeTakeFirstOrThrow()
  return current!
}
