import { CompiledQuery, sql } from 'kysely'
import { deleteJobsById, retryJobs } from 'pg-boss/dist/plans.js'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { refuseNotOperator } from './desk-rights.ts'

export const jobStates = ['failed', 'active', 'created', 'retry', 'completed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

export interface Job {
  id: string
  name: string
  state: JobState
  made: string
  began: string | null
  ended: string | null
  tries: number
  error: string | null
}

export interface Jobs {
  jobs: Job[]
  /** How many there are in each state, of those that are still kept. */
  counts: Partial<Record<JobState, number>>
  state: JobState
  size: number
  /** What comes round by itself: a cron line in UTC. */
  schedules: { name: string; cron: string }[]
}

const size = 30

/** The work that is done later: what failed first, else one state, paged. For an operator only. */
export async function jobsOf(viewer: Viewer, asked: string | undefined, page: number): Promise<Jobs> {
  refuseNotOperator(viewer)
  const state = jobStates.find((one) => one === asked) ?? 'failed'
  const { rows: counted } = await sql<{ state: JobState; count: number }>`
    select state, count(*)::int as count from job.job group by state`.execute(db())
  const { rows } = await sql<Job>`
    select id, name, state, created_on as made, started_on as began, completed_on as ended, retry_count as tries,
      case when state in ('failed', 'retry') then coalesce(output ->> 'message', output ->> 'value', output::text) end as error
    from job.job where state = ${state} order by created_on desc, id limit ${size} offset ${(page - 1) * size}`.execute(
    db(),
  )
  const { rows: schedules } = await sql<{
    name: string
    cron: string
  }>`select name, cron from job.schedule order by name`.execute(db())
  return {
    jobs: rows,
    counts: Object.fromEntries(counted.map(({ state, count }) => [state, count])),
    state,
    size,
    schedules,
  }
}

/** Has a job that failed done again, or forgets it; 404 for one that did not fail. For an operator only. */
export function settleJob(viewer: Viewer, id: string, how: 'retried' | 'forgotten'): Promise<void> {
  return atomically(async () => {
    refuseNotOperator(viewer)
    const { rows } = await sql<{ name: string }>`
      select name from job.job where id::text = ${id} and state = 'failed' for update`.execute(db())
    const { name } = found(rows[0])
    // What PgBoss.retry() and deleteJob() say to the database, without a started PgBoss.
    const plan = how === 'retried' ? retryJobs('job', 'job') : deleteJobsById('job', 'job')
    await db().executeQuery(CompiledQuery.raw(plan, [name, [id]]))
    await audit(viewer, `job.${how}`, undefined, { job: id, name })
  })
}
