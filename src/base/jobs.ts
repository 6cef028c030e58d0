import { sql } from 'kysely'
import { type Job, PgBoss } from 'pg-boss'
import { db, inTransaction } from './database/database.ts'
import { log } from './log.ts'

/** Work that is done later, in the worker process, where it never delays a reader. */
export interface JobKind {
  name: string
  /** A cron line (UTC), for work that comes round by itself. */
  every?: string
  run: (data: object) => Promise<void>
}

let boss: PgBoss | undefined

const open = (url: string, rest: object) =>
  new PgBoss({
    connectionString: url,
    schema: 'job',
    migrate: false,
    createSchema: false,
    persistWarnings: false,
    ...rest,
  })

/** Starts doing jobs in this process. */
export async function startWorking(url: string, kinds: JobKind[]): Promise<void> {
  boss = open(url, { max: 3, useListenNotify: true, application_name: 'baobab-jobs' })
  boss.on('error', (error) => log.error({ error: String(error) }, 'the job queue has trouble'))
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'))
  await boss.start()
  for (const kind of kinds) {
    await boss.createQueue(kind.name, { retryLimit: 3, retryBackoff: true, notify: true })
    await boss.work(kind.name, { batchSize: 1 }, async ([job]: Job<object>[]) => {
      log.info({ job: kind.name, id: job!.id }, 'a job begins')
      await kind.run(job!.data ?? {})
    })
    if (kind.every) await boss.schedule(kind.name, kind.every)
  }
}

/** Lets the job at hand finish, then stops. */
export async function stopWorking(): Promise<void> {
  await boss?.stop({ graceful: true, timeout: 20_000 })
  boss = undefined
}

/** Sends a job that is done if and only if the transaction it is sent in commits. */
export async function send(name: string, data: object = {}): Promise<void> {
  if (!inTransaction()) throw new Error(`${name} is sent inside the transaction that wants it`)
  await sql`insert into job.job (name, data) values (${name}, ${JSON.stringify(data)}::jsonb)`.execute(db())
}
