import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { until } from '../../tests/support/until.ts'
import { atomically, attempt, db } from './database/database.ts'
import { type JobKind, send, startWorking, stopWorking } from './jobs.ts'

const database = ownDatabase()
afterEach(async () => {
  await stopWorking()
  await sql`delete from job.schedule`.execute(db())
  await sql`delete from job.job`.execute(db())
})

function kindOf(
  name: string,
  run: (data: object) => Promise<void> = async () => undefined,
): JobKind & { done: { data: object }[] } {
  const done: { data: object }[] = []
  return {
    name,
    done,
    run: async (data) => {
      await run(data)
      done.push({ data })
    },
  }
}

const jobs = async () =>
  (
    await sql<{
      name: string
      state: string
      policy: string
      retry_limit: number
      hours: number
      tries: number
    }>`
    select name, state, policy, retry_limit, retry_count as tries, round(extract(epoch from keep_until - now()) / 3600)::int as hours
    from job.job where name not like '\\_\\_pgboss%' order by created_on, id`.execute(db())
  ).rows

test('a job whose transaction is undone is not done, and one outside of any is refused', async () => {
  const kind = kindOf('undone')
  await startWorking(database.url, [kind])
  await expect(send('undone')).rejects.toThrow('inside the transaction')
  await expect(
    atomically(async () => {
      await send('undone')
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await atomically(async () => {
    await expect(
      attempt(async () => {
        await send('undone', { in: 'attempt' })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await send('undone', { in: 'transaction' })
  })
  await until(() => expect(kind.done).toHaveLength(1))
  expect(kind.done[0]!.data).toEqual({ in: 'transaction' })
  expect(await jobs()).toHaveLength(1)
})

test('the worker is woken by the commit, not by its clock', async () => {
  const kind = kindOf('prompt')
  await startWorking(database.url, [kind])
  // Long enough that it has looked once and gone to sleep for half a minute.
  await new Promise((done) => setTimeout(done, 500))
  const began = performance.now()
  for (let i = 0; i < 5; i++) {
    await atomically(() => send('prompt', { i }))
    await until(() => expect(kind.done).toHaveLength(i + 1))
  }
  // Its clock alone would have taken two and a half minutes.
  expect(performance.now() - began).toBeLessThan(60_000)
})

test('many jobs of one transaction are done one after another without a rest', async () => {
  const kind = kindOf('many')
  await startWorking(database.url, [kind])
  await new Promise((done) => setTimeout(done, 500))
  await atomically(async () => {
    for (let i = 0; i < 20; i++) await send('many', { i })
  })
  await until(() => expect(kind.done).toHaveLength(20))
})

test('a job sent before any worker was started waits for one, with the settings of its queue', async () => {
  await atomically(() => send('early', { words: `it's "here", \\ and عربي` }))
  expect(await jobs()).toEqual([
    { name: 'early', state: 'created', policy: 'standard', retry_limit: 3, tries: 0, hours: 336 },
  ])
  const kind = kindOf('early')
  await startWorking(database.url, [kind])
  await until(() => expect(kind.done).toHaveLength(1))
  expect(kind.done[0]!.data).toEqual({ words: `it's "here", \\ and عربي` })
})

test('a job that fails is tried again, and others of its kind go on', async () => {
  const kind = kindOf('shaky', async (data) => {
    if ('bad' in data) throw new Error('it cannot')
  })
  await startWorking(database.url, [kind])
  await atomically(async () => {
    await send('shaky', { bad: true })
    await send('shaky', { good: true })
  })
  await until(() => expect(kind.done.map(({ data }) => data)).toEqual([{ good: true }]))
  await until(async () =>
    expect((await jobs()).map(({ state }) => state).sort()).toEqual(['completed', 'retry']),
  )
})

test('stopping lets the job at hand finish, and leaves the next for later', async () => {
  const begun = Promise.withResolvers<void>()
  const kind = kindOf('slow', async () => {
    begun.resolve()
    await new Promise((done) => setTimeout(done, 800))
  })
  await startWorking(database.url, [kind])
  await atomically(async () => {
    await send('slow', { n: 1 })
    await send('slow', { n: 2 })
  })
  await begun.promise
  await stopWorking()
  expect(kind.done).toHaveLength(1)
  expect((await jobs()).map(({ state }) => state).sort()).toEqual(['completed', 'created'])
  await startWorking(database.url, [kind])
  await until(() => expect(new Set(kind.done.map(({ data }) => JSON.stringify(data))).size).toBe(2))
})

test('what comes round by itself does, in UTC', async () => {
  const kind = { ...kindOf('round'), every: '* * * * *' }
  await startWorking(database.url, [kind])
  const { rows } = await sql<{
    cron: string
    timezone: string
  }>`select cron, timezone from job.schedule`.execute(db())
  expect(rows).toEqual([{ cron: '* * * * *', timezone: 'UTC' }])
  await stopWorking()
  // As if half a minute had passed: so long it rests between two looks at the clock.
  await sql`update job.version set cron_on = null`.execute(db())
  await startWorking(database.url, [kind])
  await until(() => expect(kind.done).toHaveLength(1))
})
