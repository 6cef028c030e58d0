import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, WrongSetting } from '../config.ts'
import { connect, disconnect } from '../database/database.ts'
import { type Cluster, startCluster } from '../database/embedded.ts'
import { locks } from '../database/locks.ts'
import { migrate } from '../database/migrate.ts'
import { keepRunning } from './supervise.ts'

export interface Database {
  url: string
  embedded: boolean
  /** Lets go of it: stops the embedded cluster if it was started here. */
  close: () => Promise<void>
}

/** The database of these settings, running and there, but not yet migrated. */
export async function openDatabase({ DATABASE_URL, DATA_DIR }: Config): Promise<Database> {
  if (DATABASE_URL) return { url: DATABASE_URL, embedded: false, close: async () => undefined }
  mkdirSync(DATA_DIR, { recursive: true, mode: 0o755 })
  const cluster = await startCluster(join(DATA_DIR, 'postgres'))
  return {
    url: await databaseIn(cluster),
    embedded: true,
    close: async () => (cluster.started ? cluster.stop() : undefined),
  }
}

async function databaseIn(cluster: Cluster): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'baobab'`)
  // Another process may be making it at this moment: one of them wins.
  if (!rowCount)
    await client
      .query('create database baobab')
      .catch((error) => error.code !== '42P04' && Promise.reject(error))
  await client.end()
  const url = new URL(cluster.url)
  url.pathname = '/baobab'
  return url.href
}

/** Refuses a second server on one data folder. Gives what lets go of the lock. */
async function holdAlone(database: Database, folder: string): Promise<() => Promise<void>> {
  if (!database.embedded) return async () => undefined
  const client = new pg.Client({
    connectionString: database.url,
    application_name: `baobab-start-${process.pid}`,
  })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
    locks.serving,
  ])
  if (rows[0]?.got) return () => client.end()
  const other = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = $1 and granted`,
    [locks.serving],
  )
  await client.end()
  const pid = other.rows[0]?.name.split('-').at(-1)
  throw new WrongSetting(
    `Another Baobab (process ${pid ?? 'unknown'}) already serves the data folder ${folder}: stop it, or set DATA_DIR to another folder.`,
  )
}

export interface Starting {
  config: Config
  /** The program that runs the children. */
  script: string
  /** Fills a migrated database with what it needs before anyone reads, such as the packs. */
  prepare: (database: Database) => Promise<void>
  say: (line: string) => void
}

/** One command: database, migrations, packs, then a worker and a web process until it is told to stop. */
export async function start({ config, script, prepare, say }: Starting): Promise<void> {
  const database = await openDatabase(config)
  let letGo = async () => {}
  try {
    letGo = await holdAlone(database, config.DATA_DIR)
    await migrate(database.url)
    connect(database.url, { max: 4 })
    await prepare(database)
    await disconnect()
  } catch (error) {
    await disconnect()
    await letGo()
    await database.close()
    throw error
  }
  const env = { BAOBAB_DATABASE: database.url, BAOBAB_DEMO: database.embedded && config.DEMO ? '1' : '0' }
  const children = [keepRunning(script, 'worker', env), keepRunning(script, 'web', env)]
  const stop = async () => {
    for (const child of children.toReversed()) await child.stop()
    await letGo()
    await database.close()
  }
  const told = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => told.resolve())
  try {
    await Promise.race([Promise.all(children.map((child) => child.ready)), told.promise])
    say(`Baobab is open at ${config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`}`)
    await told.promise
  } finally {
    await stop()
  }
}
