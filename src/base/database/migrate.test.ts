import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { freshDatabase, onServer } from '../../../tests/support/cluster.ts'
import { root } from '../root.ts'
import { type Migration, migrate, migrations } from './migrate.ts'

const name = `test_migrate_${randomBytes(6).toString('hex')}`
let url: string
beforeEach(async () => {
  url = await freshDatabase(inject('server'), name)
})
afterEach(() => onServer(inject('server'), (client) => client.query(`drop database ${name} with (force)`)))

const ask = (sql: string) =>
  onServer(url, async (client) => (await client.query({ text: sql, rowMode: 'array' })).rows)

const one: Migration = { name: '0001_one.sql', sql: 'create table one (n int); insert into one values (1);' }
const two: Migration = { name: '0002_two.sql', sql: 'insert into one values (2)' }

test('each migration runs once, in the order of their names', async () => {
  expect(await migrate(url, [one])).toEqual(['0001_one.sql'])
  expect(await migrate(url, [one, two])).toEqual(['0002_two.sql'])
  expect(await migrate(url, [one, two])).toEqual([])
  expect(await ask('select n from one order by n')).toEqual([[1], [2]])
})

test('the migrations of the house run on an empty database, and are named in order', async () => {
  const names = migrations().map((migration) => migration.name)
  expect(names.map((each) => Number(each.slice(0, 4)))).toEqual(names.map((_, i) => i + 1))
  expect(await migrate(url)).toEqual(names)
})

test('two processes that migrate one database at once run each migration once', async () => {
  const code = `import { migrate } from ${JSON.stringify(join(root, 'src/base/database/migrate.ts'))}
    const slow = { name: '0001_slow.sql', sql: 'select pg_sleep(0.5); create table slow (n int)' }
    process.stdout.write(JSON.stringify(await migrate(process.argv[1], [slow, { name: '0002_more.sql', sql: 'insert into slow values (1)' }])))`
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', code, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const ran = await Promise.all(
    children.map(async (child) => JSON.parse(String((await once(child.stdout, 'data'))[0]))),
  )
  expect(ran.sort((a, b) => b.length - a.length)).toEqual([['0001_slow.sql', '0002_more.sql'], [], []])
  expect(await ask('select count(*)::int from slow')).toEqual([[1]])
})

test('a migration that was changed after it ran is refused', async () => {
  await migrate(url, [one])
  await expect(migrate(url, [{ ...one, sql: `${one.sql} ` }, two])).rejects.toThrow(
    'The migration 0001_one.sql was changed after it ran: migrations are only ever added.',
  )
  expect(await ask('select n from one')).toEqual([[1]])
})

test('a database of a newer version is refused', async () => {
  await migrate(url, [one, two])
  await expect(migrate(url, [one])).rejects.toThrow(
    'The database has run 0002_two.sql, which this version does not know',
  )
})

test('a migration that fails is undone whole and named, and those before it stay', async () => {
  const faulty = {
    name: '0002_faulty.sql',
    sql: 'create table half (n int); insert into one values (2); select 1 / 0',
  }
  await expect(migrate(url, [one, faulty, { ...two, name: '0003_two.sql' }])).rejects.toThrow(
    'The migration 0002_faulty.sql failed: division by zero',
  )
  expect(await ask('select n from one')).toEqual([[1]])
  expect(await ask(`select to_regclass('half')`)).toEqual([[null]])
  expect(await ask('select name from migration')).toEqual([['0001_one.sql']])
  expect(await migrate(url, [one, two])).toEqual(['0002_two.sql'])
})

test('a connection lost while migrating is an error with the name, not the end of the process', async () => {
  const suicidal = { name: '0002_lost.sql', sql: 'select pg_terminate_backend(pg_backend_pid())' }
  await expect(migrate(url, [one, suicidal])).rejects.toThrow(
    'The migration 0002_lost.sql failed: terminating connection',
  )
})

test('a database that does not answer is an error that says so', async () => {
  await expect(migrate('postgres://baobab@127.0.0.1:1/none')).rejects.toThrow(/ECONNREFUSED/)
  const wrong = new URL(url)
  wrong.pathname = '/none'
  await expect(migrate(wrong.href)).rejects.toThrow('database "none" does not exist')
})
