import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../src/base/free-port.ts'
import { root } from '../src/base/root.ts'

export interface Server {
  origin: string
  folder: string
  pid: number
  /** From the call to the line that says it is open, in milliseconds. */
  took: number
  /** Where its database is, while it runs. */
  databaseUrl: () => string
  /** A connection to it. */
  database: () => Promise<pg.Client>
  stop: () => Promise<void>
}

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baobab-bench-'))
  chmodSync(folder, 0o755)
  return folder
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** Opens a commons as anyone would, by bin/start, on a data folder of its own; gives up after three minutes. */
export async function open(folder = emptyFolder(), env: Record<string, string> = {}): Promise<Server> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(join(root, 'bin/start'), {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), RATE_LIMIT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  await new Promise<void>((done, failed) => {
    const late = setTimeout(() => failed(new Error('it did not open within three minutes')), 180_000)
    child.stdout.on('data', (said: Buffer) => {
      if (!said.includes('is open at')) return
      clearTimeout(late)
      done()
    })
    child.once('exit', (code) => failed(new Error(`it stopped with ${code}`)))
  })
  // Whoever reads only the first lines of a bench ends it, and with it what it opened.
  process.stdout.once('error', () => child.kill('SIGTERM'))
  const databaseUrl = () => addressIn(folder)
  return {
    origin: `http://127.0.0.1:${port}`,
    folder,
    pid: child.pid!,
    took: performance.now() - began,
    databaseUrl,
    database: async () => {
      const client = new pg.Client({ connectionString: databaseUrl() })
      await client.connect()
      return client
    },
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Of the database on this data folder, while it runs. */
export function addressIn(folder: string): string {
  const postgres = join(folder, 'postgres')
  const port = readFileSync(join(postgres, 'postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(postgres, 'password'), 'utf8').trim()
  return `postgres://baobab:${password}@127.0.0.1:${port}/baobab`
}

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
