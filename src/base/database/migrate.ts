import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { root } from '../root.ts'
import { locks } from './locks.ts'

export interface Migration {
  name: string
  sql: string
}

export const migrations = (folder = join(root, 'db/migrations')): Migration[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))

const migrationTable =
  'create table if not exists migration (name text primary key, hash text not null, ran timestamptz not null default now())'

const hash = (sql: string): string => createHash('sha256').update(sql).digest('hex')

/**
 * Brings the database to the newest migration, each in a transaction of its own, and gives the names
 * of those it ran. Refuses a database that has run a migration that is not here, or not as it is here.
 */
export async function migrate(url: string, all = migrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [locks.migrating])
    await client.query(migrationTable)
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migration')
    const ran = new Map(rows.map((row) => [row.name, row.hash]))
    refuseStrangeHistory(ran, all)
    const waiting = all.filter((migration) => !ran.has(migration.name))
    for (const migration of waiting) await run(client, migration)
    return waiting.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

function refuseStrangeHistory(ran: Map<string, string>, all: Migration[], whose = 'The database'): void {
  const here = new Map(all.map((migration) => [migration.name, hash(migration.sql)]))
  for (const [name, hashed] of ran) {
    if (!here.has(name))
      throw new Error(
        `${whose} has run ${name}, which this version does not know: it belongs to a newer one.`,
      )
    if (here.get(name) !== hashed)
      throw new Error(`The migration ${name} was changed after it ran: migrations are only ever added.`)
  }
}

/**
 * The migrations that somebody else's database has run, as they are here and in their order; `whose`
 * begins the sentence that refuses one that is not here, or not as it was there.
 */
export function migrationsOf(
  ran: { name: string; hash: string }[],
  whose: string,
  all = migrations(),
): Migration[] {
  const hashes = new Map(ran.map((one) => [one.name, one.hash]))
  refuseStrangeHistory(hashes, all, whose)
  return all.filter(({ name }) => hashes.has(name))
}

/** Runs these on an empty database, in the transaction that this connection is in. */
export async function migrateWithin(client: pg.Client, these: Migration[]): Promise<void> {
  await client.query(migrationTable)
  for (const migration of these) await runWithin(client, migration)
}

async function runWithin(client: pg.Client, { name, sql }: Migration): Promise<void> {
  await client.query(sql)
  await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash(sql)])
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await runWithin(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(
      `The migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`,
    )
  }
}
