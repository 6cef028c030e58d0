import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { tablesOf } from '../../src/archive/catalogue.ts'
import { connectToCopy, countRows } from '../../src/archive/copying.ts'
import { freshDatabase, onServer } from './cluster.ts'

/** Databases and folders for one test file, all gone after it. */
export function placesForBackups() {
  const folder = mkdtempSync(join(tmpdir(), 'baobab-backups-'))
  const names: string[] = []
  let made = 0
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    for (const name of names)
      await onServer(inject('server'), (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      )
  })
  return {
    /** A path that nothing is at. */
    path: () => join(folder, `place-${++made}`),
    /** The address of a new database: empty, or a copy. */
    database: (from?: string) => {
      const name = `test_backup_${randomBytes(6).toString('hex')}`
      names.push(name)
      return freshDatabase(inject('server'), name, from)
    },
  }
}

/** Asks a database that nobody is connected to. */
export const ask = <T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> =>
  onServer(url, async (client) => (await client.query<T>(sql, values)).rows)

/** Every table of a database with the number and the sum of its rows, as a backup counts them. */
export async function rowsOf(url: string, without: string[] = []): Promise<Record<string, unknown>> {
  const client = await connectToCopy(url)
  try {
    const counted: Record<string, unknown> = {}
    for (const table of await tablesOf(client))
      if (!without.includes(table.name)) counted[table.name] = await countRows(client, table)
    return counted
  } finally {
    await client.end()
  }
}
