import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, onTestFinished, test } from 'vitest'
import { startCluster } from '../src/base/database/embedded.ts'
import { isAlive } from '../src/base/database/making.ts'
import { freePort } from '../src/base/free-port.ts'
import { root } from '../src/base/root.ts'
import { freshDatabase, onServer } from './support/cluster.ts'
import { until } from './support/until.ts'

/** Real processes, started and stopped as a person or a service manager does. */
const program = join(root, 'tests/processes/program.ts')

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baobab-processes-'))
  chmodSync(folder, 0o755)
  made.push(folder)
  return folder
}

/** Most tests use one after another what the one before has left in order. */
const folder = dataFolder()

const isUp = (folder: string): boolean => existsSync(join(folder, 'postgres/postmaster.pid'))
const postmaster = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

interface Running {
  child: ChildProcess
  said: () => string
  failed: () => string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  ask: (path: string) => Promise<string>
}

function run(env: Record<string, string>, script = program, words: string[] = []): Running {
  const child = spawn(process.execPath, [script, ...words], {
    cwd: root,
    // A group of its own, as a terminal gives it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: '0',
      DEMO: '0',
      SECRET: '',
      ...env,
    },
  })
  let said = ''
  let failed = ''
  child.stdout.on('data', (bytes) => (said += bytes))
  child.stderr.on('data', (bytes) => (failed += bytes))
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
    await ended
  })
  const address = () => /open at (http:\S+)/.exec(said)![1]!
  return {
    child,
    said: () => said,
    failed: () => failed,
    ended,
    ask: async (path) => (await fetch(address() + path)).text(),
  }
}

async function opened(env: Record<string, string>): Promise<Running> {
  const running = run(env)
  await Promise.race([
    until(() => expect(running.said()).toContain('Baobab is open at')),
    running.ended.then((code) => {
      throw new Error(`it ended with ${code}: ${running.failed()}`)
    }),
  ])
  return running
}

/** What the program wrote down, read after all is over. */
async function noted(name: string): Promise<unknown> {
  const cluster = await startCluster(join(folder, 'postgres'))
  const rows = await onServer(cluster.url.replace('/postgres', '/baobab'), (client) =>
    client.query('select value from setting where name = $1', [name]),
  )
  await cluster.leave()
  return rows.rows[0]?.value
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

test('told to stop, it finishes the request and the job at hand, lets go of who listens for news, and leaves nothing behind', async () => {
  const { child, ask, ended, failed, said } = await opened({ DATA_DIR: folder })
  const children = childrenOf(child.pid!)
  expect(await ask('/readyz')).toBe('ready')
  await ask('/send')
  await until(async () => expect(await ask('/noted/slow%20job')).toContain('begun'))
  // Long enough that whatever waits for it is told from what does not, on a slow machine too.
  const slow = ask('/slow?for=8000')
  await until(async () => expect(await ask('/noted/slow%20request')).toContain('begun'))
  const news = (await fetch(`${/open at (http:\S+)/.exec(said())![1]}/line`)).body!.getReader()
  expect((await news.read()).done).toBe(false)
  let slowIsDone = false
  void slow.then(() => (slowIsDone = true))
  child.kill('SIGTERM')
  expect((await news.read()).done).toBe(true)
  expect(slowIsDone).toBe(false)
  expect(await slow).toBe('done')
  await until(() => expect(ask('/healthz')).rejects.toThrow('fetch failed'))
  expect(await ended).toBe(0)
  expect(failed()).toBe('')
  expect(children).toHaveLength(2)
  expect(children.filter(isAlive)).toEqual([])
  expect(isUp(folder)).toBe(false)
  expect(await noted('slow request')).toBe('done')
  expect(await noted('slow job')).toEqual({ done: expect.any(Number) })
})

test.each(['SIGINT', 'SIGHUP'] as const)(
  '%s to all its processes at once stops it as gently',
  async (signal) => {
    const { child, ask, ended } = await opened({ DATA_DIR: folder })
    const slow = ask('/slow')
    await until(async () => expect(await ask('/noted/slow%20request')).toContain('begun'))
    process.kill(-child.pid!, signal)
    expect(await slow).toBe('done')
    expect(await ended).toBe(0)
    expect(isUp(folder)).toBe(false)
  },
)

test('told to stop while it prepares, it does not wait for that', async () => {
  const { child, said, ended } = run({ DATA_DIR: folder, PREPARE_FOR: '80' })
  await until(() => expect(said()).toContain('Preparing'))
  const began = Date.now()
  process.kill(-child.pid!, 'SIGINT')
  await until(() => expect(isUp(folder)).toBe(false))
  expect(await ended).toBe(0)
  expect(Date.now() - began).toBeLessThan(60_000)
  expect(said()).not.toContain('open at')
})

test('a process that dies is started again, and the other does not notice', async () => {
  const port = await freePort()
  const { child, ask, failed } = await opened({ DATA_DIR: folder, PORT: String(port) })
  const web = Number(await ask('/pid'))
  const worker = childrenOf(child.pid!).find((pid) => pid !== web)!
  process.kill(web, 'SIGKILL')
  await until(async () => expect(Number(await ask('/pid'))).not.toBe(web))
  expect(isAlive(worker)).toBe(true)
  process.kill(worker, 'SIGKILL')
  await ask('/send')
  await until(async () => expect(await ask('/noted/slow%20job')).toContain('done'))
  expect(JSON.parse(await ask('/noted/slow%20job')).done).not.toBe(worker)
  expect(failed().match(/a process died and is started again/g)).toHaveLength(2)
})

test('killed itself, its children stop, and the next start cleans up after it', async () => {
  const first = await opened({ DATA_DIR: folder })
  const children = childrenOf(first.child.pid!)
  process.kill(first.child.pid!, 'SIGKILL')
  await until(() => expect(children.filter(isAlive)).toEqual([]))
  expect(isUp(folder)).toBe(true)
  const second = await opened({ DATA_DIR: folder })
  expect(await second.ask('/readyz')).toBe('ready')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(isUp(folder)).toBe(false)
})

test('an embedded database that dies is brought back', async () => {
  const { child, ask, ended } = await opened({ DATA_DIR: folder })
  const before = postmaster(folder)
  process.kill(before, 'SIGKILL')
  await until(async () => expect(await ask('/readyz')).toBe('ready'))
  expect(postmaster(folder)).not.toBe(before)
  await ask('/send')
  await until(async () => expect(await ask('/noted/slow%20job')).toContain('done'))
  const second = run({ DATA_DIR: folder })
  expect(await second.ended).toBe(2)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(isUp(folder)).toBe(false)
})

test('a second one on the same data folder stops with one line, and the first goes on', async () => {
  const first = await opened({ DATA_DIR: folder })
  const second = run({ DATA_DIR: folder })
  expect(await second.ended).toBe(2)
  expect(second.failed()).toBe(
    `Another Baobab (process ${first.child.pid}) already serves the data folder ${folder}: stop it, or set DATA_DIR to another folder.\n`,
  )
  expect(await first.ask('/readyz')).toBe('ready')
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
})

test('of two that start at once on a fresh folder one serves and the other says so', async () => {
  const folder = dataFolder()
  const both = [run({ DATA_DIR: folder }), run({ DATA_DIR: folder })]
  const refused = await Promise.race(both.map((one) => one.ended.then(() => one)))
  expect(await refused.ended).toBe(2)
  expect(refused.failed()).toMatch(/^Another Baobab \(process \d+\) already serves the data folder .*\n$/)
  const serving = both.find((one) => one !== refused)!
  await until(() => expect(serving.said()).toContain('open at'))
  expect(await serving.ask('/readyz')).toBe('ready')
  serving.child.kill('SIGTERM')
  expect(await serving.ended).toBe(0)
})

test('what cannot be opened says so in one line, and stops what was started', async () => {
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as { port: number }
  const cases: [Record<string, string>, number, RegExp][] = [
    [
      { DATA_DIR: folder, PORT: String(port) },
      1,
      new RegExp(`^Port ${port} on 127.0.0.1 is taken: stop what uses it, or set PORT.\n$`),
    ],
    [{ DATA_DIR: folder, HOST: '192.0.2.1' }, 1, /^192.0.2.1 is no address of this machine: .*\n$/],
    [{ DATA_DIR: folder, PORT: 'http' }, 2, /^PORT is "http": it takes a number from 0 to 65535.\n$/],
    [{ DATA_DIR: folder, LOG_LEVEL: 'loud' }, 2, /^LOG_LEVEL is "loud": it takes .*\n$/],
    [
      { DATABASE_URL: 'postgres://baobab@127.0.0.1:1/none' },
      2,
      /^DATABASE_URL is set, so SECRET must be set too.*\n$/,
    ],
    [
      { ...shared, DATABASE_URL: 'postgres://baobab@127.0.0.1:1/none' },
      2,
      /^The database of DATABASE_URL does not answer: connect ECONNREFUSED 127.0.0.1:1.\n$/,
    ],
    [
      { ...shared, DATABASE_URL: 'postgres://baobab@localhost:1/none' },
      2,
      /^The database of DATABASE_URL does not answer: connect ECONNREFUSED .*:1.\n$/,
    ],
    [
      { ...shared, DATABASE_URL: new URL('/none', inject('server')).href },
      2,
      /^The database of DATABASE_URL does not answer: database "none" does not exist.\n$/,
    ],
  ]
  for (const [env, code, words] of cases) {
    const { ended, failed } = run(env)
    expect(await ended, failed()).toBe(code)
    expect(failed()).toMatch(words)
    expect(isUp(folder)).toBe(false)
  }
  writeFileSync(join(folder, 'file'), '')
  const { ended, failed } = run({ DATA_DIR: join(folder, 'file/data') })
  expect(await ended).toBe(1)
  expect(failed()).toMatch(/^The data folder .* cannot be made \(ENOTDIR\): .*\n$/)
})

const shared = { SECRET: 'a secret of thirty-two characters', FILES_URL: 'file:///tmp' }

test('several serve one database of somebody else, and leave it running', async () => {
  const DATABASE_URL = await freshDatabase(inject('server'), 'test_shared')
  const [one, two] = await Promise.all([
    opened({ ...shared, DATABASE_URL }),
    opened({ ...shared, DATABASE_URL }),
  ])
  expect(await Promise.all([one.ask('/readyz'), two.ask('/readyz')])).toEqual(['ready', 'ready'])
  one.child.kill('SIGTERM')
  expect(await one.ended).toBe(0)
  expect(await two.ask('/readyz')).toBe('ready')
  two.child.kill('SIGTERM')
  expect(await two.ended).toBe(0)
  await onServer(inject('server'), (client) => client.query('drop database test_shared'))
})

test('a database that keeps text in another encoding is refused', async () => {
  await onServer(inject('server'), (client) =>
    client.query(`create database test_ascii template template0 encoding 'SQL_ASCII' locale 'C'`),
  )
  const { ended, failed } = run({ ...shared, DATABASE_URL: new URL('/test_ascii', inject('server')).href })
  expect(await ended).toBe(2)
  expect(failed()).toBe(
    'The database of DATABASE_URL keeps text as SQL_ASCII: Baobab needs one made with UTF8.\n',
  )
  await onServer(inject('server'), (client) => client.query('drop database test_ascii'))
})

test('the commons itself opens on an empty folder, serves it alone, and opens it again at once', async () => {
  const folder = dataFolder()
  execFileSync(join(root, 'bin/build'))
  const commons = () => run({ DATA_DIR: folder }, join(root, 'dist/server/main.js'), ['start'])
  const first = commons()
  await until(() => expect(first.said(), first.failed()).toContain('open at'))
  expect(first.said()).toMatch(/^Loaded the packs: \d+ new, 0 changed\.\nBaobab is open at http:\S+\n$/)
  const second = commons()
  expect(await second.ended).toBe(2)
  expect(second.failed()).toMatch(
    new RegExp(`^Another Baobab \\(process ${first.child.pid}\\) already serves the data folder .*\n$`),
  )
  expect(await first.ask('/')).toContain('<h1')
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const third = commons()
  await until(() => expect(third.said(), third.failed()).toContain('open at'))
  expect(third.said()).not.toContain('Loaded')
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  expect(isUp(folder)).toBe(false)
})

test('idle connections do not hold up a stop', async () => {
  const { child, ask, ended } = await opened({ DATA_DIR: folder })
  // Kept alive by the client, with nothing at hand.
  await Promise.all([ask('/healthz'), ask('/healthz'), ask('/healthz')])
  const began = Date.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  // Those that are at something are waited for for fifteen seconds.
  expect(Date.now() - began).toBeLessThan(14_000)
})
