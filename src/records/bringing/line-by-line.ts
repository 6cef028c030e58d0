import { type RawBuilder, sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { announce } from '../../base/outbox/announce.ts'
import type { Run } from './run.ts'

/** Lines at a time: so many are kept together or not at all, and a reader waits for none of them. */
const together = 50

/** A record that a line made or changed. */
export interface Touched {
  thing?: number
  ref?: string
}

interface Step<L> {
  during: 'running' | 'undoing'
  ends: 'done' | 'undone'
  /** What of `line` and `thing` is read. */
  columns: RawBuilder<unknown>
  each: (line: L) => Promise<Touched | undefined>
  told?: (through: number) => void
}

/** Goes through the lines that are left, batch by batch: stopped anywhere it goes on from there. */
export async function lineByLine<L extends { position: number }>(run: Run, step: Step<L>): Promise<void> {
  for (let through = run.through; ; ) {
    const more = await atomically(() => oneBatch(run.id, step))
    if (more === undefined) return
    step.told?.((through += more))
  }
}

/** Gives how many lines it went through; nothing once there are none left. Holds the run, so that two workers take turns. */
async function oneBatch<L extends { position: number }>(
  run: number,
  { during, ends, columns, each }: Step<L>,
): Promise<number | undefined> {
  const { rows } = await sql<{ state: string }>`
    select state from import_run where id = ${run} for update`.execute(db())
  if (rows[0]?.state !== during) return undefined
  const { rows: lines } = await sql<L>`
    select line.position, ${columns} from import_line as line left join thing on thing.id = line.thing
    where line.run = ${run} and not line.done order by line.position limit ${together}`.execute(db())
  if (lines.length === 0) {
    await finish(run, ends)
    return undefined
  }
  const touched: Touched[] = []
  for (const line of lines) touched.push((await each(line)) ?? {})
  const ids = touched.flatMap(({ thing }) => thing ?? [])
  if (ids.length) {
    await announce('thing.changed', { ids })
    await changed(...touched.flatMap(({ ref }) => ref ?? []), 'records', 'things')
  }
  await sql`
    update import_line set done = true
    where run = ${run} and position = any(${lines.map(({ position }) => position)}::int[])`.execute(db())
  await sql`
    update import_run set through = (select count(*) from import_line where run = ${run} and done) where id = ${run}`.execute(
    db(),
  )
  return lines.length
}

export const finish = async (run: number, state: 'done' | 'undone'): Promise<void> =>
  void (await sql`
    update import_run set state = ${state}, finished = now(), through = lines where id = ${run}`.execute(
    db(),
  ))
