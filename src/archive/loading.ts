import { join } from 'node:path'
import type pg from 'pg'
import type { Hearer } from './backing-up.ts'
import { type ForeignKey, foreignKeysOf, quoted, tablesOf, triggersOf } from './catalogue.ts'
import { copyIn } from './copying.ts'
import { loadOrder } from './load-order.ts'
import type { KeptSequence, KeptTable, Manifest } from './manifest.ts'

/**
 * Fills the tables, in the transaction the connection is in; gives the names of those that no migration
 * makes and that were left aside. It needs to own the tables and no more: a managed PostgreSQL lets
 * nobody switch off its foreign keys (`session_replication_role`), so every one of them holds, those of
 * rings at the end. Triggers are off, because what they do stands in the rows already.
 */
export async function loadTables(
  client: pg.Client,
  folder: string,
  { tables, sequences }: Manifest,
  heard: Hearer,
): Promise<string[]> {
  const there = new Set((await tablesOf(client)).map(({ name }) => name))
  const kept = new Map(tables.filter(({ name }) => there.has(name)).map((table) => [table.name, table]))
  const triggers = (await triggersOf(client)).filter(({ table }) => kept.has(table))
  const { order, mustWait } = loadOrder([...kept.keys()], await foreignKeysOf(client))
  const switchTriggers = async (way: 'disable' | 'enable') => {
    for (const { table, name } of triggers)
      await client.query(`alter table ${quoted(table)} ${way} trigger ${client.escapeIdentifier(name)}`)
  }
  await switchTriggers('disable')
  await letWait(client, mustWait, 'deferrable initially deferred')
  await client.query('set constraints all deferred')
  // Migrations write some rows of their own; the backup has them, as they were.
  for (const name of order.toReversed()) await client.query(`delete from ${quoted(name)}`)
  for (const [i, name] of order.entries()) {
    heard(`loading ${i + 1} of ${order.length}: ${name}`)
    await loadTable(client, folder, kept.get(name)!)
  }
  await setSequences(client, sequences)
  // Nothing may be altered while a key still waits to be looked at.
  await client.query('set constraints all immediate')
  await letWait(client, mustWait, 'not deferrable')
  await switchTriggers('enable')
  return tables.map(({ name }) => name).filter((name) => !there.has(name))
}

async function letWait(client: pg.Client, keys: ForeignKey[], how: string): Promise<void> {
  for (const { child, name } of keys)
    await client.query(
      `alter table ${quoted(child)} alter constraint ${client.escapeIdentifier(name)} ${how}`,
    )
}

async function loadTable(client: pg.Client, folder: string, table: KeptTable): Promise<void> {
  try {
    const rows = await copyIn(client, table, join(folder, table.file.path))
    if (rows !== table.rows) throw new Error(`${rows} rows came in of ${table.rows}`)
  } catch (error) {
    throw new Error(`The table ${table.name} could not be restored: ${(error as Error).message}`)
  }
}

async function setSequences(client: pg.Client, sequences: KeptSequence[]): Promise<void> {
  for (const { name, last, called } of sequences)
    await client.query('select setval(to_regclass($1), $2::bigint, $3)', [quoted(name), last, called])
}
