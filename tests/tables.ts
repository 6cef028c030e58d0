import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../src/base/database/migrate.ts'
import { root } from '../src/base/root.ts'
import { freshDatabase, testServer } from './support/cluster.ts'

/** `npm run tables`: writes what the migrations make as types into src/base/database/tables.ts. */
export const tablesFile = join(root, 'src/base/database/tables.ts')

/** The types of the tables of a migrated database. Keys are bigint there and numbers here. */
export function tablesOf(url: string): string {
  const file = join(tmpdir(), `baobab-tables-${process.pid}.ts`)
  execFileSync(
    join(root, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      file,
      '--exclude-pattern',
      '{job,login}.*',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--type-mapping',
      '{"int8":"number"}',
    ],
    { stdio: 'pipe' },
  )
  return readFileSync(file, 'utf8')
}

if (import.meta.main) {
  const { server, stop } = await testServer()
  const url = await freshDatabase(server, 'tables')
  await migrate(url)
  writeFileSync(tablesFile, tablesOf(url))
  await stop()
}
