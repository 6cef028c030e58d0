import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { type Binaries, faultIn, findBinaries, run } from './binaries.ts'
import { addressOf, type Lease, takeLease } from './lease.ts'
import { isAlive, makeCluster } from './making.ts'
import { type Owner, ownerOf, refuseUnreachable, refuseUnusable } from './owner.ts'

export interface Cluster {
  /** The address of its first database. */
  url: string
  port: number
  /** False when the cluster was running already and was adopted. */
  started: boolean
  /** Stops it, whoever else uses it. */
  stop: () => Promise<void>
  /** Lets go of it; the last of those who use it stops it. */
  leave: () => Promise<void>
}

interface Place {
  binaries: Binaries
  folder: string
  owner: Owner
}

/** How long a cluster may take to come up, recovery from a crash included. */
const patience = 120_000

/**
 * Starts the PostgreSQL that came with `npm ci` on the data folder, or adopts the one already running
 * there. `fast` gives up safety against a power cut, for tests; `port` is where it is to listen, if it
 * must be started. Refuses, in one line, a machine without these binaries, a folder that holds
 * something else or belongs to another user and, for root, one that the user it must run as cannot reach.
 */
export async function startCluster(folder: string, { fast = false, port = 0 } = {}): Promise<Cluster> {
  const binaries = await findBinaries()
  makeFolderFor(folder)
  const owner = ownerOf(folder)
  for (const needed of [folder, binaries.postgres]) refuseUnreachable(needed, owner)
  const place = { binaries, folder, owner }
  if (!existsSync(join(folder, 'password'))) await makeCluster(binaries, folder, owner)
  let started = false
  for (const until = Date.now() + patience; ; await sleep(100)) {
    const lease = await adopt(folder)
    if (lease) return clusterOf(place, lease, started)
    if (Date.now() > until)
      throw new Error(`The embedded database in ${folder} stops whenever it starts: see server.log there.`)
    started = await launch(place, port || (await freePort()), fast)
  }
}

function clusterOf(place: Place, lease: Lease, started: boolean): Cluster {
  const stop = async () => {
    await lease.end()
    await halt(place)
  }
  return {
    url: lease.url,
    port: lease.port,
    started,
    stop,
    leave: async () => {
      if (await lease.isLast()) await halt(place)
      await lease.end()
    },
  }
}

function makeFolderFor(folder: string): void {
  refuseUnusable(folder)
  try {
    const parent = dirname(folder)
    // Whatever the umask, the user that PostgreSQL runs as must be able to pass.
    if (mkdirSync(parent, { recursive: true })) chmodSync(parent, 0o755)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(
      `The data folder ${dirname(folder)} cannot be made (${code}): set DATA_DIR to one that can.`,
    )
  }
}

/** Comes to use the cluster that runs on the folder, waiting for it to come up; gives nothing when none does. */
async function adopt(folder: string): Promise<Lease | undefined> {
  for (const until = Date.now() + patience; ; await sleep(50)) {
    const running = postmaster(folder)
    if (!running) return undefined
    try {
      return await takeLease(folder, running.port)
    } catch (error) {
      // It is coming up or going down, which its next answer will tell.
      if (Date.now() > until)
        throw new Error(
          `The embedded database in ${folder} runs but does not answer: ${(error as Error).message}`,
        )
    }
  }
}

/** What runs on this folder, by its `postmaster.pid`; a stale one is taken away, with its socket. */
function postmaster(folder: string): Postmaster | undefined {
  const file = pidFileIn(folder)
  const running = runningBy(file, folder)
  // PostgreSQL believes any process of its user that has this number, and would not start.
  if (!running && file.port && file.words === pidFileIn(folder).words)
    for (const stale of ['postmaster.pid', ...socketsIn(folder)]) rmSync(join(folder, stale), { force: true })
  return running
}

/** The sockets of a cluster, and the files that say who has them. */
const socketsIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('.s.PGSQL.'))

interface Postmaster {
  pid: number
  port: number
}

interface PidFile extends Postmaster {
  words: string
}

function pidFileIn(folder: string): PidFile {
  const read = () => {
    try {
      return readFileSync(join(folder, 'postmaster.pid'), 'utf8')
    } catch (error) {
      // PostgreSQL takes it away when it stops, at any moment.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
      throw error
    }
  }
  const words = read()
  const [pid = 0, , , port = 0] = words.split('\n').map(Number)
  return { words, pid, port }
}

const runningBy = ({ pid, port }: PidFile, folder: string): Postmaster | undefined =>
  pid && port && isAlive(pid) && isPostmaster(pid, folder) ? { pid, port } : undefined

/** Whether there is a cluster in this folder and, when it runs, its address. Looks, and changes nothing; refuses a folder of somebody else. */
export function lookAtCluster(folder: string): { made: boolean; url?: string } {
  refuseUnusable(folder)
  if (!existsSync(join(folder, 'password'))) return { made: false }
  const running = runningBy(pidFileIn(folder), folder)
  return { made: true, ...(running && { url: addressOf(folder, running.port) }) }
}

/** After a restart of the machine or its container the number may be anybody's. */
function isPostmaster(pid: number, folder: string): boolean {
  try {
    return process.platform === 'linux'
      ? readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
      : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes('postgres')
  } catch {
    return false
  }
}

/** Starts it; gives false when another process has, or when what was there before is still on its way out. */
async function launch({ binaries, folder, owner }: Place, port: number, fast: boolean): Promise<boolean> {
  const risky = fast ? ' -c fsync=off -c synchronous_commit=off -c full_page_writes=off' : ''
  // Its socket is made in its folder, beside the port: see `addressOf`.
  const options = `-p ${port} -h 127.0.0.1 -k . -c jit=off${risky}`
  const log = join(folder, 'server.log')
  const logged = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  const before = logged().length
  try {
    const args = ['start', '-D', folder, '-w', '-t', String(patience / 1000), '-s', '-l', log, '-o', options]
    await run(binaries.pg_ctl, args, { ...owner, cwd: folder })
    return true
  } catch (error) {
    if (postmaster(folder)) return false
    const words = logged().slice(before) || (error as Error).message
    if (/still in use|Address already in use/.test(words)) return false
    throw new Error(`The embedded database in ${folder} did not start: ${faultIn(words)}`)
  }
}

/** Stops what runs there now. It may have died before, and another may come up at the same moment. */
async function halt({ binaries, folder, owner }: Place): Promise<void> {
  const running = postmaster(folder)
  if (!running) return
  await run(binaries.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-W', '-s'], {
    ...owner,
    cwd: folder,
  }).catch(() => undefined)
  for (const until = Date.now() + patience; postmaster(folder)?.pid === running.pid; await sleep(20))
    if (Date.now() > until)
      throw new Error(`The embedded database in ${folder} does not stop: see server.log there.`)
}
