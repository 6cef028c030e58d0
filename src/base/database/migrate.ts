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
    await client.query(
      'create table if not exists migration (name text primary key, hash text not null, ran timestamptz not null default now())',
    )
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

function refuseStrangeHistory(ran: Map<string, string>, all: Migration[]): void {
  const here = new Map(all.map((migration) => [migration.name, hash(migration.sql)]))
  for (const [name, hashed] of ran) {
    if (!here.has(name))
      throw new Error(
        `The database has run ${name}, which this version does not know: it belongs to a newer one.`,
      )
    if (here.get(name) !== hashed)
      throw new Error(`The migration ${name} was changed after it ran: migrations are only ever added.`)
  }
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migration (name, hash) values ($1, $2)', [
      migration.name,
      hash(migration.sql),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(
      `The migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`,
    )
  }
}
