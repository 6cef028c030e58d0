import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { until } from '../../../tests/support/until.ts'
import { log } from '../log.ts'
import { kept } from './kept.ts'
import { isListening, keepPage, keptPage, listenForChanges, moment } from './kept-pages.ts'
import { changed, gatheringTags } from './tags.ts'

const database = ownDatabase()
const page = (...tags: string[]) => ({ body: new Uint8Array([1]), headers: {}, tags: new Set(tags) })
const heard = (is = true) => until(() => expect(isListening()).toBe(is))

async function listening(url: string, beat?: number): Promise<void> {
  const stop = listenForChanges(url, beat)
  onTestFinished(stop)
  await heard()
}

/** Stands before the database and can be cut off without a word, as a firewall does. */
async function wire(): Promise<{ url: string; cut: () => void; mend: () => void }> {
  const url = new URL(database.url)
  const { hostname, port } = { hostname: url.hostname, port: Number(url.port) }
  let silent = false
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = dial(port, hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.push(from)
      from.on('data', (bytes) => silent || to.write(bytes))
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  url.port = String((server.address() as AddressInfo).port)
  url.searchParams.delete('host')
  return {
    url: url.href,
    cut: () => void (silent = true),
    mend: () => void (silent = false),
  }
}

test('nothing is kept while nobody listens', async () => {
  keepPage('/a', page(), moment())
  expect(keptPage('/a')).toBeUndefined()
  await listening(database.url)
  keepPage('/a', page(), moment())
  expect(keptPage('/a')).toBeDefined()
})

test('a line that ends is noticed at once, and nothing from before it is used after', async () => {
  await listening(database.url)
  keepPage('/a', page('a'), moment())
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'baobab-cache' and datname = current_database()`,
  )
  await heard(false)
  expect(keptPage('/a')).toBeUndefined()
  await heard()
  expect(keptPage('/a')).toBeUndefined()
  keepPage('/a', page('a'), moment())
  await other.query(`select pg_notify('changed', 'a')`)
  await until(() => expect(keptPage('/a')).toBeUndefined())
  await other.end()
})

test('a line that falls silent is noticed by asking', async () => {
  const { url, cut, mend } = await wire()
  await listening(url, 2_000)
  keepPage('/a', page('a'), moment())
  await new Promise((done) => setTimeout(done, 4_500))
  expect(keptPage('/a')).toBeDefined()
  cut()
  await heard(false)
  expect(keptPage('/a')).toBeUndefined()
  mend()
  await heard()
})

test('once stopped it stays stopped, even while it is still joining, and nobody complains', async () => {
  const warned = vi.spyOn(log, 'warn')
  onTestFinished(() => warned.mockRestore())
  // At whatever point of the handshake it is told to.
  for (let after = 0; after < 20; after++) {
    const stop = listenForChanges(database.url)
    await new Promise((done) => setTimeout(done, after))
    await stop()
  }
  await new Promise((done) => setTimeout(done, 1_500))
  expect(isListening()).toBe(false)
  expect(warned).not.toHaveBeenCalled()
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const { rows } = await other.query(
    `select count(*)::int as left from pg_stat_activity where application_name = 'baobab-cache' and datname = current_database()`,
  )
  expect(rows).toEqual([{ left: 0 }])
  await other.end()
})

test('more tags than a notification holds drop everything, whatever their letters', async () => {
  await listening(database.url)
  for (const tags of [
    Array.from({ length: 900 }, (_, i) => `reference-${i}`),
    Array.from({ length: 400 }, (_, i) => `موضوع-طويل-${i}`),
  ]) {
    keepPage('/a', page('none-of-them'), moment())
    await changed(...tags)
    await until(() => expect(keptPage('/a')).toBeUndefined())
  }
  keepPage('/a', page('none-of-them'), moment())
  await changed('one', 'two', 'one')
  await new Promise((done) => setTimeout(done, 100))
  expect(keptPage('/a')).toBeDefined()
})

test('two values kept under one tag are both let go, and pages made from one depend on it', async () => {
  await listening(database.url)
  let loads = 0
  const one = kept('shared', async () => ++loads)
  const two = kept('shared', async () => ++loads)
  expect([await one(), await two(), await one()]).toEqual([1, 2, 1])
  expect((await gatheringTags(one)).tags).toEqual(new Set(['shared']))
  const before = moment()
  await changed('shared')
  await until(() => expect(moment()).not.toBe(before))
  expect([await one(), await two()]).toEqual([3, 4])
})
