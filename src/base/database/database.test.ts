import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { atomically, attempt, db, inTransaction } from './database.ts'

ownDatabase()

const put = (name: string) => db().insertInto('setting').values({ name, value: '1' }).execute()
const names = async () =>
  (await db().selectFrom('setting').select('name').orderBy('name').execute()).map((row) => row.name)

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

test('what fails inside attempt() is undone alone', async () => {
  await atomically(async () => {
    await put('c')
    await expect(attempt(() => put('a'))).rejects.toThrow('duplicate')
    await put('d')
  })
  expect(await names()).toEqual(['a', 'b', 'c', 'd'])
})

test('db() throws once its transaction is over', async () => {
  let late: (() => Promise<unknown>) | undefined
  await atomically(async () => {
    const { AsyncResource } = await import('node:async_hooks')
    late = AsyncResource.bind(async () => put('late'))
  })
  await expect(late!()).rejects.toThrow('over')
  expect(inTransaction()).toBe(false)
})

test('an audit entry can be neither changed nor removed', async () => {
  await sql`insert into audit (who, verb) values ('system:test', 'test')`.execute(db())
  await expect(sql`update audit set who = 'x'`.execute(db())).rejects.toThrow('written once')
  await expect(sql`delete from audit`.execute(db())).rejects.toThrow('written once')
  await expect(sql`truncate audit`.execute(db())).rejects.toThrow('written once')
})
