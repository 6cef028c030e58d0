import type pg from 'pg'
import { locks } from '../base/database/locks.ts'
import { quoted, sequencesOf, type Table, tablesOf } from './catalogue.ts'
import { connectToCopy } from './copying.ts'
import type { KeptSequence, Manifest } from './manifest.ts'

export interface Snapshot {
  /** Connections that all see the database as it was at one moment, whatever is written meanwhile. */
  clients: pg.Client[]
  tables: Table[]
  sequences: (KeptSequence & { table: string | null })[]
  history: Pick<Manifest, 'migrations' | 'origin' | 'server'>
}

/** Opens the database as it is now, to so many connections, for the work. */
export async function onSnapshot<T>(
  url: string,
  connections: number,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const clients: pg.Client[] = []
  const open = async () => {
    const client = await connectToCopy(url)
    clients.push(client)
    return client
  }
  try {
    const lead = await open()
    const tables = await holdTables(lead)
    const { rows } = await lead.query<{ id: string }>('select pg_export_snapshot() as id')
    while (clients.length < connections) {
      const client = await open()
      await client.query('begin isolation level repeatable read read only')
      await client.query(`set transaction snapshot ${client.escapeLiteral(rows[0]!.id)}`)
    }
    const [sequences, history] = [await lastOf(lead), await historyOf(lead)]
    return await work({ clients, tables, sequences, history })
  } finally {
    for (const client of clients) await client.end().catch(() => undefined)
  }
}

/**
 * Begins to read, and keeps tables from being changed or dropped and files from being deleted until it is done. No migration runs
 * between the two; one that comes later waits for the tables it changes.
 */
async function holdTables(client: pg.Client): Promise<Table[]> {
  // Until the connection ends: a file that a row names now is there to be copied then.
  await client.query('select pg_advisory_lock_shared($1)', [locks.copyingFiles])
  await client.query('select pg_advisory_lock_shared($1)', [locks.migrating])
  await client.query('begin isolation level repeatable read read only')
  const tables = await tablesOf(client)
  if (!tables.some(({ name }) => name === 'public.migration'))
    throw new Error('The database holds no commons: there is nothing to back up.')
  const names = tables.map(({ name }) => quoted(name))
  await client.query(`lock table ${names.join(', ')} in access share mode`)
  await client.query('select pg_advisory_unlock_shared($1)', [locks.migrating])
  return tables
}

/**
 * Where each sequence is. Sequences are in no snapshot, so these may be ahead of the rows: a number that
 * is left out does no harm, one that is given twice would.
 */
async function lastOf(client: pg.Client): Promise<Snapshot['sequences']> {
  const found: Snapshot['sequences'] = []
  for (const { name, table } of await sequencesOf(client)) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    )
    found.push({ name, table, ...rows[0]! })
  }
  return found
}

async function historyOf(client: pg.Client): Promise<Snapshot['history']> {
  const { rows: migrations } = await client.query<{ name: string; hash: string }>(
    'select name, hash from public.migration order by name',
  )
  const { rows } = await client.query<{ origin: string | null; server: string }>(
    `select (select value ->> 'fingerprint' from public.setting where name = 'key') as origin, current_setting('server_version') as server`,
  )
  return { migrations, ...rows[0]! }
}
