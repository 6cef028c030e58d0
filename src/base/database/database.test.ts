import { AsyncResource } from 'node:async_hooks'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { atomically, attempt, connect, countingQueries, db, disconnect, inTransaction } from './database.ts'

const database = ownDatabase()

const put = (name: string) => db().insertInto('setting').values({ name, value: '1' }).execute()
const names = async () =>
  (await db().selectFrom('setting').select('name').orderBy('name').execute()).map((row) => row.name)

afterEach(() => db().deleteFrom('setting').execute())

test('a transaction keeps all of its work or none, and joins the one it stands in', async () => {
  await expect(
    atomically(async () => {
      await put('a')
      await atomically(() => put('b'))
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await names()).toEqual([])
  await atomically(async () => {
    await put('a')
    await atomically(() => put('b'))
  })
  expect(await names()).toEqual(['a', 'b'])
})

test('keys are numbers, in lists too', async () => {
  const { rows } = await sql`select 1::bigint as one, array[1, 2]::bigint[] as two`.execute(db())
  expect(rows).toEqual([{ one: 1, two: [1, 2] }])
})

test('days are those of the program, whatever the database keeps to', async () => {
  const name = new URL(database.url).pathname.slice(1)
  await sql`alter database ${sql.id(name)} set timezone = 'Pacific/Kiritimati'`.execute(db())
  await disconnect()
  connect(database.url)
  const { rows } = await sql`select current_setting('timezone') as zone`.execute(db())
  expect(rows).toEqual([{ zone: 'UTC' }])
})

test('what others cannot see yet is seen inside, and only there', async () => {
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await atomically(async () => {
    await put('a')
    expect(await names()).toEqual(['a'])
    expect((await other.query('select name from setting')).rows).toEqual([])
  })
  expect((await other.query('select name from setting')).rows).toEqual([{ name: 'a' }])
  await other.end()
})

test('a transaction whose failed statement was overlooked is not said to be kept', async () => {
  await put('a')
  const overlooking = atomically(async () => {
    await put('b')
    await put('a').catch(() => undefined)
    return 'kept'
  })
  await expect(overlooking).rejects.toThrow()
  expect(await names()).toEqual(['a'])
})

test('what fails inside attempt() is undone alone, at any depth', async () => {
  await atomically(async () => {
    await put('a')
    await attempt(async () => {
      await put('b')
      await expect(
        attempt(async () => {
          await put('c')
          await atomically(() => put('a'))
        }),
      ).rejects.toThrow('duplicate')
      await put('d')
    })
    await expect(attempt(() => Promise.reject(new Error('ours')))).rejects.toThrow('ours')
  })
  expect(await names()).toEqual(['a', 'b', 'd'])
})

test('failed attempts leave no savepoint behind, however many there are', async () => {
  await atomically(async () => {
    await put('a')
    for (let i = 0; i < 60; i++) await expect(attempt(() => put('a'))).rejects.toThrow('duplicate')
    // What is written in a savepoint that is still open carries that savepoint's own number.
    await put('outer')
    const { rows } = await sql<{ same: boolean }>`
      select (select xmin from setting where name = 'outer') = (select xmin from setting where name = 'a') as same`.execute(
      db(),
    )
    expect(rows[0]!.same).toBe(true)
  })
})

test('attempt() is refused where there is no transaction to save', async () => {
  await expect(attempt(() => put('a'))).rejects.toThrow('atomically')
  expect(await names()).toEqual([])
})

test('db() throws once its transaction is over', async () => {
  let late: (() => Promise<unknown>) | undefined
  let lateAttempt: (() => Promise<unknown>) | undefined
  await atomically(async () => {
    late = AsyncResource.bind(async () => put('late'))
    lateAttempt = AsyncResource.bind(async () => atomically(() => put('late')))
    expect(inTransaction()).toBe(true)
  })
  await expect(late!()).rejects.toThrow('over')
  await expect(lateAttempt!()).rejects.toThrow('over')
  expect(inTransaction()).toBe(false)
  expect(await names()).toEqual([])
})

test('queries are counted for the work they belong to, in a transaction and side by side', async () => {
  const counted = await Promise.all([
    countingQueries(() => names()),
    countingQueries(async () => {
      await names()
      await names()
      return 'two'
    }),
  ])
  expect(counted.map(({ queries }) => queries)).toEqual([1, 2])
  expect(counted[1]!.result).toBe('two')
  const { queries } = await countingQueries(() => atomically(() => put('a')))
  expect(queries).toBeGreaterThanOrEqual(1)
})

test('an audit entry can be neither changed nor removed', async () => {
  await sql`insert into audit (who, verb) values ('system:test', 'test')`.execute(db())
  await expect(sql`update audit set verb = 'other'`.execute(db())).rejects.toThrow('written once')
  await expect(sql`delete from audit`.execute(db())).rejects.toThrow('written once')
  await expect(sql`truncate audit`.execute(db())).rejects.toThrow('written once')
})

test('keys are numbers and days are words', async () => {
  const { rows } =
    await sql`select 9007199254740991::bigint as key, date '2024-05-31' as day, 1.5::numeric as half`.execute(
      db(),
    )
  expect(rows).toEqual([{ key: 9007199254740991, day: '2024-05-31', half: 1.5 }])
})

/** Ends a connection as a server that goes down does. */
async function terminate(pid: number): Promise<void> {
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query('select pg_terminate_backend($1, 5000)', [pid])
  await other.end()
}

const ownPid = async () =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db())).rows[0]!.pid

test('a connection lost in the middle of a transaction fails that work and nothing else', async () => {
  const broken = atomically(async () => {
    await put('a')
    await terminate(await ownPid())
    // Long enough for the socket to say so while no query waits on it.
    await new Promise((done) => setTimeout(done, 100))
    await put('b')
  })
  await expect(broken).rejects.toThrow()
  const attempted = atomically(() =>
    attempt(async () => {
      await terminate(await ownPid())
      await put('a')
    }),
  )
  await expect(attempted).rejects.toThrow(/terminat|connection/i)
  expect(await names()).toEqual([])
  await atomically(() => put('c'))
  expect(await names()).toEqual(['c'])
})

test('an idle connection that is lost is replaced', async () => {
  await terminate(await ownPid())
  await new Promise((done) => setTimeout(done, 100))
  expect(await names()).toEqual([])
})

test('work inside a transaction never waits for a second connection', async () => {
  await disconnect()
  connect(database.url, { max: 1 })
  await atomically(async () => {
    await put('a')
    await atomically(() => attempt(() => atomically(() => attempt(() => put('b')))))
    expect(await names()).toEqual(['a', 'b'])
  })
})

test('a statement that takes too long is given up, and its connection goes on', async () => {
  await disconnect()
  connect(database.url, { max: 1, timeout: 2_000 })
  await expect(sql`select pg_sleep(60)`.execute(db())).rejects.toMatchObject({ code: '57014' })
  expect(await names()).toEqual([])
})

test('a connection the server has ended is not given to the next, though its socket is still open', async () => {
  const { host, port } = new pg.Client({ connectionString: database.url })
  const folder = mkdtempSync(join(tmpdir(), 'baobab-relay-'))
  const relay = createServer({ allowHalfOpen: true }, (near) => {
    const far = host.startsWith('/')
      ? createConnection(join(host, `.s.PGSQL.${port}`))
      : createConnection({ host, port })
    near.on('error', () => far.destroy()).on('close', () => far.destroy())
    far.on('error', () => near.destroy()).on('data', (data) => near.write(data))
    near.on('data', (data) => far.write(data))
    // As over a slow line: what was said last arrives well before the end does.
    far.on('end', () => setTimeout(() => near.destroy(), 1_000))
  }).listen(join(folder, `.s.PGSQL.${port}`))
  await once(relay, 'listening')
  const through = new URL(database.url)
  through.searchParams.set('host', folder)
  await disconnect()
  connect(through.href)
  try {
    await expect(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db())).rejects.toThrow(
      'terminating connection',
    )
    expect((await sql`select 1 as one`.execute(db())).rows).toEqual([{ one: 1 }])
  } finally {
    await disconnect()
    relay.close()
    rmSync(folder, { recursive: true })
    connect(database.url)
  }
})
