import { CompiledQuery, sql } from 'kysely'
import type { Job, PgBoss } from 'pg-boss'
import { insertJobs } from 'pg-boss/dist/plans.js'
import { db, inTransaction } from './database/database.ts'
import { log } from './log.ts'

/** Work that is done later, in the worker process, where it never delays a reader. */
export interface JobKind {
  name: string
  /** A cron line (UTC), for work that comes round by itself. */
  every?: string
  run: (data: object) => Promise<void>
}

const queue = { retryLimit: 3, retryBackoff: true, notify: true }

let boss: PgBoss | undefined

/** Starts doing jobs in this process. */
export async function startWorking(url: string, kinds: JobKind[]): Promise<void> {
  // The web process only sends.
  const { PgBoss } = await import('pg-boss')
  boss = new PgBoss({
    connectionString: url,
    schema: 'job',
    migrate: false,
    createSchema: false,
    persistWarnings: false,
    max: 3,
    useListenNotify: true,
    application_name: 'baobab-jobs',
  })
  boss.on('error', (error) => log.error({ error: String(error) }, 'the job queue has trouble'))
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'))
  await boss.start()
  for (const kind of kinds) {
    await boss.createQueue(kind.name, queue)
    const worker: string = await boss.work(kind.name, { batchSize: 1 }, async ([job]: Job<object>[]) => {
      // One notification may stand for many jobs: without this the second would wait half a minute.
      boss?.notifyWorker(worker)
      await doOne(kind, job!)
    })
    if (kind.every) await boss.schedule(kind.name, kind.every)
  }
}

async function doOne(kind: JobKind, { id, data }: Job<object>): Promise<void> {
  log.info({ job: kind.name, id }, 'a job begins')
  try {
    await kind.run(data ?? {})
  } catch (error) {
    log.error({ job: kind.name, id, error: String(error) }, 'a job failed')
    throw error
  }
}

/** Lets the job at hand finish, then stops. */
export async function stopWorking(): Promise<void> {
  await boss?.stop({ graceful: true, timeout: 20_000 })
  boss = undefined
}

/** Sends a job that is done if and only if the transaction it is sent in commits; the worker is told at once. */
export async function send(name: string, data: object = {}): Promise<void> {
  if (!inTransaction()) throw new Error(`${name} is sent inside the transaction that wants it`)
  // What PgBoss.send() says to the database, without the pool and the timers of a started PgBoss.
  const insert = insertJobs('job', { table: 'job_common', name, returnId: true, notify: true })
  const put = async () => db().executeQuery(CompiledQuery.raw(insert, [JSON.stringify([{ name, data }])]))
  if ((await put()).rows.length === 1) return
  // No worker has ever started here, so there is no such queue yet.
  await sql`select job.create_queue(${name}, ${JSON.stringify({ policy: 'standard', ...queue })}::jsonb)`.execute(
    db(),
  )
  await put()
}
