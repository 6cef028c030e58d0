import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp, openDoors } from '../src/app.ts'
import { isListening, listenForChanges } from '../src/base/cache/kept-pages.ts'
import { connect, db, disconnect } from '../src/base/database/database.ts'
import { type Cluster, startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { onServer } from './support/cluster.ts'
import { served } from './support/serving.ts'
import { until } from './support/until.ts'

/** The whole app on a database of its own, which goes away and comes back. */
const folder = mkdtempSync(join(tmpdir(), 'baobab-lost-'))
let cluster: Cluster
let stopListening: () => Promise<void>
beforeAll(async () => {
  chmodSync(folder, 0o755)
  cluster = await startCluster(join(folder, 'postgres'), { fast: true })
  await migrate(cluster.url)
  connect(cluster.url)
  stopListening = listenForChanges(cluster.url)
})
afterAll(async () => {
  await stopListening()
  await disconnect()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
})

const app = createApp()
app.get('/tests/slow', async (c) => {
  await sql`select pg_sleep(5)`.execute(db())
  return c.text('slept')
})
app.get('/tests/query', async (c) => {
  await sql`select 1`.execute(db())
  return c.text('asked')
})

const server = served(() => openDoors(app))
const ask = async (path: string) => {
  const answer = await fetch(server.origin + path, { headers: { accept: 'text/html' } })
  return { status: answer.status, headers: answer.headers, words: await answer.text() }
}

async function refusedWithWords(asking: ReturnType<typeof ask>): Promise<void> {
  const { status, headers, words } = await asking
  expect(status).toBe(503)
  expect(headers.get('retry-after')).toBe('5')
  expect(headers.get('content-security-policy')).toContain(`default-src 'none'`)
  expect(words).toContain('The database does not answer at the moment.')
}

test('connections lost in the middle of a request cost that request and no other', async () => {
  expect((await ask('/tests/query')).status).toBe(200)
  const slow = ask('/tests/slow')
  await until(async () => {
    const ended = await onServer(cluster.url, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and pid <> pg_backend_pid()`,
      ),
    )
    expect(ended.rowCount).toBe(1)
  })
  await refusedWithWords(slow)
  expect((await ask('/tests/query')).status).toBe(200)
  expect((await ask('/readyz')).status).toBe(200)
})

test('a database that stops is said to have stopped, and is used again when it is back', async () => {
  await until(() => expect(isListening()).toBe(true))
  expect((await ask('/about')).status).toBe(200)
  const slow = ask('/tests/slow')
  await until(async () => {
    const { rowCount } = await onServer(cluster.url, (client) =>
      client.query(
        `select 1 from pg_stat_activity where query like 'select pg_sleep%' and pid <> pg_backend_pid()`,
      ),
    )
    expect(rowCount).toBe(1)
  })
  const { port } = cluster
  await cluster.stop()
  await refusedWithWords(slow)
  await refusedWithWords(ask('/tests/query'))
  expect(await ask('/readyz')).toMatchObject({ status: 503, words: 'the database does not answer' })
  expect((await ask('/healthz')).status).toBe(200)
  const data = await app.request('/api/v1/records')
  expect(data.status).toBe(503)
  expect(data.headers.get('content-type')).toBe('application/problem+json')
  expect(data.headers.get('retry-after')).toBe('5')
  cluster = await startCluster(join(folder, 'postgres'), { fast: true, port })
  expect((await ask('/tests/query')).status).toBe(200)
  expect((await ask('/readyz')).status).toBe(200)
  expect((await app.request('/api/v1/records')).status).toBe(200)
  await until(() => expect(isListening()).toBe(true))
})
