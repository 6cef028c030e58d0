/**
 * A small program that is run as Baobab is: started, it runs itself as a web and a worker process.
 * Its doors and jobs take their time, so that something is at hand when it is told to stop.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { readConfig, WrongSetting } from '../../src/base/config.ts'
import { atomically, db } from '../../src/base/database/database.ts'
import { newApp } from '../../src/base/http/app.ts'
import { healthPages } from '../../src/base/http/health.ts'
import { serverFor } from '../../src/base/http/serving.ts'
import { send } from '../../src/base/jobs.ts'
import { start } from '../../src/base/processes/start.ts'
import { cannotStart } from '../../src/base/processes/supervise.ts'
import { runWeb } from '../../src/base/processes/web.ts'
import { runWorker } from '../../src/base/processes/worker.ts'
import { eventsOf } from '../../src/conversations/live.ts'

const { BAOBAB_ROLE: role, BAOBAB_DATABASE: database = '', PREPARE_FOR = '0' } = process.env

const note = (name: string, value: unknown) =>
  db()
    .insertInto('setting')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((c) => c.column('name').doUpdateSet({ value: JSON.stringify(value) }))
    .execute()

function doors() {
  const app = newApp()
  healthPages(app)
  app.get('/pid', (c) => c.text(String(process.pid)))
  app.get('/slow', async (c) => {
    await note('slow request', 'begun')
    await sleep(Number(c.req.query('for') ?? 1_500))
    await note('slow request', 'done')
    return c.text('done')
  })
  app.get('/line', (c) => c.body(eventsOf('a thread', 'here'), 200, { 'content-type': 'text/event-stream' }))
  app.get('/send', async (c) => {
    await atomically(() => send('slow'))
    return c.text('sent')
  })
  app.get('/noted/:name', async (c) => {
    const row = await db()
      .selectFrom('setting')
      .select('value')
      .where('name', '=', c.req.param('name'))
      .executeTakeFirst()
    return c.json(row?.value ?? null)
  })
  return app
}

const slowJob = {
  name: 'slow',
  run: async () => {
    await note('slow job', { begun: process.pid })
    await sleep(1_500)
    await note('slow job', { done: process.pid })
  },
}

try {
  if (role === 'web') await runWeb(database, serverFor(doors(), {}))
  else if (role === 'worker') await runWorker(database, [], [slowJob])
  else
    await start({
      config: readConfig(process.env),
      script: import.meta.filename,
      prepare: async () => {
        await note('prepared', true)
        process.stdout.write('Preparing\n')
        await atomically(() => sql`select pg_sleep(${Number(PREPARE_FOR)})`.execute(db()))
      },
      say: (line) => void process.stdout.write(`${line}\n`),
    })
} catch (error) {
  if (role) cannotStart(error)
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = error instanceof WrongSetting ? 2 : 1
}
