import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { quoted, type Table } from './catalogue.ts'
import { type CountedRows, countingRows, hashing } from './counting-rows.ts'

/**
 * How values are written must not depend on who set up the server, and nothing may be cut short: a
 * session that shows dates as a country writes them would make a backup that no other can read.
 */
const settings = {
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  row_security: 'off',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  lock_timeout: '0',
}

/** A connection of its own, for long work that goes through no pool. */
export async function connectToCopy(url: string): Promise<pg.Client> {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const client = new pg.Client({
    connectionString: url,
    options: options.join(' '),
    application_name: `baobab-archive-${process.pid}`,
  })
  // A connection that is lost fails the query at hand, which says enough.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const columnsOf = ({ columns }: Table): string => columns.map(pg.escapeIdentifier).join(', ')

/** Not `COPY table`: one in partitions can only be asked for. */
const rowsOf = (table: Table): string =>
  `copy (select ${columnsOf(table)} from ${quoted(table.name)}) to stdout`

/** Writes the rows into the file, compressed by zstd. */
export async function copyOut(
  client: pg.Client,
  table: Table,
  file: string,
): Promise<CountedRows & { bytes: number; sha256: string }> {
  const rows = countingRows()
  const written = hashing()
  const kept = createWriteStream(file, { mode: 0o600, flush: true })
  await pipeline(client.query(to(rowsOf(table))), rows.stream, createZstdCompress(), written.stream, kept)
  return { ...rows.counted(), ...written.hashed() }
}

/** Counts the rows there are, without writing them anywhere. */
export async function countRows(client: pg.Client, table: Table): Promise<CountedRows> {
  const rows = countingRows()
  rows.stream.resume()
  await pipeline(client.query(to(rowsOf(table))), rows.stream)
  return rows.counted()
}

/** Fills the table from the file; gives how many rows came in. Identity columns take the keys there are. */
export async function copyIn(client: pg.Client, table: Table, file: string): Promise<number> {
  const into = client.query(from(`copy ${quoted(table.name)} (${columnsOf(table)}) from stdin`))
  await pipeline(createReadStream(file), createZstdDecompress(), into)
  return into.rowCount
}
