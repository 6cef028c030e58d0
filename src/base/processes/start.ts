import { join } from 'node:path'
import pg from 'pg'
import { type Config, WrongSetting } from '../config.ts'
import { connect, disconnect } from '../database/database.ts'
import { type Cluster, startCluster } from '../database/embedded.ts'
import { locks } from '../database/locks.ts'
import { migrate } from '../database/migrate.ts'
import { log } from '../log.ts'
import { secret } from '../secret.ts'
import { serveTogether } from './serving-together.ts'
import { type Child, keepRunning } from './supervise.ts'

export interface Database {
  url: string
  embedded: boolean
  /** Brings an embedded one that died back to the same address. */
  revive: () => Promise<void>
  /** Lets go of it; the last who uses an embedded one stops it. */
  close: () => Promise<void>
}

/** The database of these settings, running and there, but not yet migrated. */
export async function openDatabase({ DATABASE_URL, DATA_DIR }: Config): Promise<Database> {
  if (DATABASE_URL) {
    await refuseUnfit(DATABASE_URL)
    return { url: DATABASE_URL, embedded: false, revive: async () => undefined, close: async () => undefined }
  }
  const folder = join(DATA_DIR, 'postgres')
  let cluster = await startCluster(folder)
  return {
    url: await databaseIn(cluster),
    embedded: true,
    revive: async () => {
      const { port } = cluster
      cluster = await startCluster(folder, { port })
      if (cluster.port !== port)
        throw new Error(`The embedded database in ${folder} came back at another port: start again.`)
    },
    close: () => cluster.leave(),
  }
}

/** Refuses a database that does not answer, is too old or does not keep text as UTF-8. */
async function refuseUnfit(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    // Of several addresses that were tried, the last says enough.
    const why = error instanceof AggregateError ? error.errors.at(-1) : error
    throw new WrongSetting(`The database of DATABASE_URL does not answer: ${why.message}.`)
  }
  try {
    const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding`,
    )
    const { version, number, encoding } = rows[0]!
    if (number < 150_000)
      throw new WrongSetting(
        `The database of DATABASE_URL is PostgreSQL ${version}: Baobab needs 15 or later.`,
      )
    if (encoding !== 'UTF8')
      throw new WrongSetting(
        `The database of DATABASE_URL keeps text as ${encoding}: Baobab needs one made with UTF8.`,
      )
  } finally {
    await client.end()
  }
}

async function databaseIn(cluster: Cluster): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.url })
  client.on('error', () => undefined)
  await client.connect()
  const isThere = async () =>
    (await client.query(`select 1 from pg_database where datname = 'baobab'`)).rowCount === 1
  try {
    if (!(await isThere())) await client.query('create database baobab')
  } catch (error) {
    // Another process may have made it at this moment.
    if (!(await isThere())) throw error
  } finally {
    await client.end()
  }
  const url = new URL(cluster.url)
  url.pathname = '/baobab'
  return url.href
}

interface Serving {
  /** Fails when an embedded database is gone and does not come back. */
  lost: Promise<never>
  letGo: () => Promise<void>
}

/** Refuses a second server on one data folder and one while a backup is restored, and brings an embedded database back that dies. */
async function serveAlone(database: Database, folder: string): Promise<Serving> {
  const { promise: lost, reject } = Promise.withResolvers<never>()
  lost.catch(() => undefined)
  if (!database.embedded) return { lost, letGo: await serveTogether(database.url) }
  let letting = false
  let client = await holdAlone(database.url, folder)
  const watch = () =>
    client.once('end', async () => {
      if (letting) return
      log.error('the embedded database went away and is brought back')
      try {
        await database.revive()
        client = await holdAlone(database.url, folder)
        watch()
      } catch (error) {
        reject(error)
      }
    })
  watch()
  return {
    lost,
    letGo: async () => {
      letting = true
      await client.end().catch(() => undefined)
    },
  }
}

/** The connection that holds the lock of whoever serves this folder. */
async function holdAlone(url: string, folder: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: `baobab-start-${process.pid}` })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
    locks.serving,
  ])
  if (rows[0]?.got) return client
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
  const told = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => told.resolve())
  const database = await openDatabase(config)
  const children: Child[] = []
  let serving: Serving | undefined
  let stopping = false
  const open = async () => {
    // Made here once, before several processes need it.
    secret(config)
    await migrate(database.url)
    connect(database.url, { max: 4 })
    await prepare(database)
    await disconnect()
    if (stopping) return
    const env = { BAOBAB_DATABASE: database.url, BAOBAB_DEMO: database.embedded && config.DEMO ? '1' : '0' }
    children.push(keepRunning(script, 'worker', env), keepRunning(script, 'web', env))
    const [, address] = await Promise.all(children.map((child) => child.ready))
    say(`Baobab is open at ${config.PUBLIC_URL ?? address}`)
  }
  try {
    serving = await serveAlone(database, config.DATA_DIR)
    const over = Promise.race([told.promise, serving.lost])
    await Promise.race([open(), over])
    await over
  } finally {
    stopping = true
    for (const child of children.toReversed()) await child.stop()
    // What is still being prepared has an open transaction, which ends with the database.
    const disconnected = disconnect()
    await serving?.letGo()
    await database.close()
    await disconnected
  }
}
