import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../src/base/database/migrate.ts'
import { freshDatabase, testServer } from './support/cluster.ts'

/**
 * Has the server of TEST_DATABASE_URL read every statement that the tests asked and wrote into the folder
 * STATEMENTS: it looks up each table, column and function that one names, and runs nothing.
 */
const folder = process.env.STATEMENTS!
const asked = new Set<string>()
for (const file of readdirSync(folder))
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n'))
    if (line) asked.add(JSON.parse(line) as string)

const { server, stop } = await testServer()
const url = await freshDatabase(server, 'reading')
await migrate(url)
const client = new pg.Client({ connectionString: url })
await client.connect()
/** A table of a test's own: ours are made by the same migrations everywhere, only those of PostgreSQL itself can be missing. */
const isOfTests = ({ code, message }: pg.DatabaseError) => code === '42P01' && !/"pg_/.test(message)
/** One that reads or writes rows: two in one would both be asked, and only the first read. */
const isOne = (text: string) =>
  /^\s*(?:\/\*[^*]*\*\/\s*)?\(*\s*(?:with|select|insert|update|delete|merge)\b/i.test(text) &&
  !/;\s*\S/.test(text.replace(/'[^']*'/g, ''))
let count = 0
const faults: string[] = []
for (const text of [...asked].filter(isOne)) {
  count++
  await client
    .query(`prepare read as ${text}`)
    .then(() => client.query('deallocate read'))
    .catch(
      (error: pg.DatabaseError) => isOfTests(error) || faults.push(`${error.message}: ${text.slice(0, 300)}`),
    )
}
await client.end()
await stop()
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(`${count} statements read, ${faults.length} not understood.\n`)
process.exitCode = faults.length || count === 0 ? 1 : 0
