import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { root } from '../root.ts'
import { type Cluster, startCluster } from './embedded.ts'

const isRoot = process.getuid?.() === 0
const made: string[] = []
const running: Cluster[] = []

/** A folder that the user PostgreSQL runs as can come to, as a data folder has to be. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baobab-embedded-'))
  chmodSync(folder, 0o755)
  made.push(folder)
  return join(folder, 'postgres')
}

async function opened(folder: string, options: { port?: number } = {}): Promise<Cluster> {
  const cluster = await startCluster(folder, { fast: true, ...options })
  running.push(cluster)
  return cluster
}

async function ask(cluster: Cluster, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  const { rows } = await client.query({ text: sql, rowMode: 'array' })
  await client.end()
  return rows[0]?.[0]
}

const postmasterPid = (folder: string) =>
  Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
const isUp = (folder: string) => existsSync(join(folder, 'postmaster.pid'))

afterAll(async () => {
  for (const cluster of running) await cluster.stop()
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

test('a fresh folder gets a cluster of its own, which keeps what is written', async () => {
  const folder = dataFolder()
  const first = await opened(folder)
  expect(first.started).toBe(true)
  expect(await ask(first, 'show jit')).toBe('off')
  expect(await ask(first, 'show server_encoding')).toBe('UTF8')
  await ask(first, 'create table kept as select 7 as seven')
  await first.leave()
  expect(isUp(folder)).toBe(false)
  const second = await opened(folder)
  expect(second.started).toBe(true)
  expect(await ask(second, 'select seven from kept')).toBe(7)
  await second.stop()
  expect(readdirSync(join(folder, '..'))).toEqual(['postgres'])
})

test('it is reached by its socket, and by its port where the name of that would be too long', async () => {
  const near = await opened(dataFolder())
  expect(await ask(near, 'select inet_client_addr() is null')).toBe(true)
  const deep = join(dataFolder(), '..', 'd'.repeat(100), 'postgres')
  const far = await opened(deep)
  expect(await ask(far, 'select host(inet_client_addr())')).toBe('127.0.0.1')
})

test('nobody comes in without the password', async () => {
  const cluster = await opened(dataFolder())
  const url = new URL(cluster.url)
  url.password = 'guess'
  const client = new pg.Client({ connectionString: url.href })
  await expect(client.connect()).rejects.toThrow('password')
  await cluster.stop()
})

test('one that is running is adopted, and the last who uses it stops it', async () => {
  const folder = dataFolder()
  const first = await opened(folder)
  const second = await opened(folder)
  expect(second.started).toBe(false)
  expect(second.url).toBe(first.url)
  await first.leave()
  expect(await ask(second, 'select 1')).toBe(1)
  await second.leave()
  expect(isUp(folder)).toBe(false)
})

test('of several who start a fresh folder at once, all use the same cluster', async () => {
  const folder = dataFolder()
  const code = `import { startCluster } from ${JSON.stringify(join(root, 'src/base/database/embedded.ts'))}
    const cluster = await startCluster(${JSON.stringify(folder)}, { fast: true })
    process.stdout.write(cluster.url)
    process.stdin.once('data', async () => { await cluster.leave(); process.exit(0) })`
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  const urls = await Promise.all(children.map(async (child) => String((await once(child.stdout, 'data'))[0])))
  expect(new Set(urls).size).toBe(1)
  for (const child of children) child.stdin.write('go\n')
  await Promise.all(children.map((child) => once(child, 'exit')))
  expect(isUp(folder)).toBe(false)
  expect(readdirSync(join(folder, '..'))).toEqual(['postgres'])
})

test('whoever comes while it goes down gets one that is up', async () => {
  const folder = dataFolder()
  const first = await opened(folder)
  const [, second] = await Promise.all([first.leave(), opened(folder)])
  expect(await ask(second, 'select 1')).toBe(1)
  await second.leave()
  expect(isUp(folder)).toBe(false)
})

test('one whose processes were killed starts again, at the port it had', async () => {
  const folder = dataFolder()
  const first = await opened(folder)
  await ask(first, 'create table kept as select 7 as seven')
  await ask(first, 'checkpoint')
  process.kill(postmasterPid(folder), 'SIGKILL')
  const second = await opened(folder, { port: first.port })
  expect(second.started).toBe(true)
  expect(second.url).toBe(first.url)
  expect(await ask(second, 'select seven from kept')).toBe(7)
  await first.leave()
  expect(await ask(second, 'select 1')).toBe(1)
  await second.leave()
  expect(isUp(folder)).toBe(false)
})

test.each([
  ['another process of the user it runs as', () => bystander()],
  ['a postgres of another folder', async () => postmasterPid((await other()).folder)],
])('a postmaster.pid left by a crash whose number is now that of %s does not matter', async (_, pid) => {
  const folder = dataFolder()
  const first = await opened(folder)
  await first.leave()
  const number = await pid()
  writeFileSync(
    join(folder, 'postmaster.pid'),
    `${number}\n${folder}\n1700000000\n${first.port}\n\n127.0.0.1\n  12345  6789\nready   \n`,
  )
  const second = await opened(folder)
  expect(second.started).toBe(true)
  expect(await ask(second, 'select 1')).toBe(1)
  expect(postmasterPid(folder)).not.toBe(number)
  process.kill(number, 0)
  await second.leave()
})

/** PostgreSQL takes the number of any process of its own user for itself. */
function bystander(): number {
  const nobody = isRoot ? { uid: userOf('postgres') ?? userOf('nobody')! } : {}
  const child = spawn('sleep', ['60'], { stdio: 'ignore', ...nobody })
  onTestFinished(() => void child.kill())
  return child.pid!
}

const userOf = (name: string): number | undefined => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  return line ? Number(line.split(':')[2]) : undefined
}

async function other(): Promise<{ folder: string }> {
  const folder = dataFolder()
  await opened(folder)
  return { folder }
}

test('a cluster that was left half made is made anew', async () => {
  const folder = dataFolder()
  const gone = spawnSync('true').pid
  mkdirSync(`${folder}.new-${gone}/base`, { recursive: true })
  writeFileSync(`${folder}.new-${gone}/PG_VERSION`, '18')
  writeFileSync(`${folder}.new-${gone}.password`, 'half')
  mkdirSync(folder)
  const cluster = await opened(folder)
  expect(await ask(cluster, 'select 1')).toBe(1)
  await cluster.stop()
  expect(readdirSync(join(folder, '..'))).toEqual(['postgres'])
})

/** A refusal that a person can act on: one line, of words, that names what it is about. */
async function refusal(starting: Promise<unknown>): Promise<string> {
  const message = await starting.then(
    () => 'it started',
    (error: Error) => error.message,
  )
  expect(message).not.toContain('\n')
  expect(message).not.toMatch(/Command failed|ENOENT|undefined/)
  return message
}

test('a folder that holds something else is left as it is', async () => {
  const folder = dataFolder()
  mkdirSync(folder)
  writeFileSync(join(folder, 'thesis.txt'), 'ten years of work')
  expect(await refusal(startCluster(folder))).toContain(
    `The folder ${folder} holds something that is no database`,
  )
  expect(readdirSync(folder)).toEqual(['thesis.txt'])
})

test('a data folder that is a file, or cannot be made, is refused', async () => {
  const file = dataFolder()
  writeFileSync(file, '')
  expect(await refusal(startCluster(file))).toContain(`${file} is a file`)
  expect(await refusal(startCluster(join(file, 'data/postgres')))).toMatch(
    /data folder .* cannot be made \(ENOTDIR\)/,
  )
})

test.runIf(isRoot)(
  'a folder that the system user cannot reach is refused, naming where the way ends',
  async () => {
    const folder = dataFolder()
    const shut = join(folder, '..')
    chmodSync(shut, 0o700)
    const message = await refusal(startCluster(join(shut, 'data/postgres')))
    expect(message).toContain(`cannot enter ${shut}`)
    expect(message).toContain('DATA_DIR')
  },
)

test.runIf(isRoot)(
  'as root, a cluster that belongs to a user runs as that user and stays theirs',
  async () => {
    const folder = dataFolder()
    await (await opened(folder)).stop()
    spawnSync('chown', ['-R', '12345:12345', folder])
    const cluster = await opened(folder)
    const { stdout } = spawnSync(
      'stat',
      ['-c', '%u', folder, join(folder, 'password'), `/proc/${postmasterPid(folder)}`],
      { encoding: 'utf8' },
    )
    expect(stdout.trim().split('\n')).toEqual(['12345', '12345', '12345'])
    await cluster.stop()
  },
)

test.runIf(isRoot)('a folder that belongs to another user is refused', () => {
  const folder = dataFolder()
  mkdirSync(folder, { mode: 0o700 })
  const code = `import { startCluster } from ${JSON.stringify(join(root, 'src/base/database/embedded.ts'))}
    await startCluster(${JSON.stringify(folder)}).catch((error) => process.stdout.write(error.message))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    uid: 12_345,
    gid: 12_345,
  })
  expect(stdout).toContain(`The data folder ${folder} belongs to another user`)
})

test('a cluster that does not start says in one line why', async () => {
  const folder = dataFolder()
  await (await opened(folder)).stop()
  writeFileSync(join(folder, 'PG_VERSION'), '9.6\n')
  expect(await refusal(startCluster(folder))).toMatch(
    /did not start: database files are incompatible with server/,
  )
})

test('a data folder whose path has a space and an apostrophe is as good as another', async () => {
  const folder = join(dataFolder(), "it's here/postgres")
  const cluster = await opened(folder)
  expect(await ask(cluster, 'select 1')).toBe(1)
  await cluster.stop()
})
