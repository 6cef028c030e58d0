import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { atomically, attempt, connect, db, disconnect } from './database/database.ts'
import { originHere } from './origin.ts'
import { root } from './root.ts'
import { makeThing } from './things/things.ts'

const database = ownDatabase()
/** As a process that has just begun, which remembers nothing. */
const begin = async () => {
  await disconnect()
  connect(database.url)
}
beforeEach(async () => {
  await begin()
  await db().deleteFrom('setting').execute()
})

const kept = async () =>
  (await db().selectFrom('setting').select('value').where('name', '=', 'key').executeTakeFirst())?.value as
    | { fingerprint: string; private: string }
    | undefined

test('an instance has one key for ever, and its fingerprint is where things come from', async () => {
  const origin = await originHere()
  expect(origin).toMatch(/^[0-9a-f]{32}$/)
  expect((await kept())?.private).toContain('BEGIN PRIVATE KEY')
  await begin()
  expect(await originHere()).toBe(origin)
  const { id } = await makeThing({ kind: 'record' })
  expect(await db().selectFrom('thing').select('origin').where('id', '=', id).executeTakeFirst()).toEqual({
    origin,
  })
})

test('a key whose transaction is undone is forgotten with it', async () => {
  let undone = ''
  await expect(
    atomically(async () => {
      undone = (await makeThing({ kind: 'record' }).then(originHere))!
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await kept()).toBeUndefined()
  const origin = await originHere()
  expect(origin).not.toBe(undone)
  expect(origin).toBe((await kept())?.fingerprint)
})

test('so is one made in an attempt that failed, though its transaction goes on', async () => {
  let later = ''
  await atomically(async () => {
    await expect(attempt(async () => Promise.reject(new Error(await originHere())))).rejects.toThrow()
    later = await originHere()
  })
  expect((await kept())?.fingerprint).toBe(later)
  expect(await originHere()).toBe(later)
})

test('of several processes that make it at once one wins, and all use that', async () => {
  const code = `
    import { atomically, connect, disconnect } from ${JSON.stringify(join(root, 'src/base/database/database.ts'))}
    import { originHere } from ${JSON.stringify(join(root, 'src/base/origin.ts'))}
    connect(process.argv[1], { max: 2 })
    const inside = await atomically(async () => { const origin = await originHere(); await new Promise((done) => setTimeout(done, 200)); return origin })
    process.stdout.write(JSON.stringify([inside, await originHere()]))
    await disconnect()`
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', code, database.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const said = await Promise.all(
    children.map(async (child) => JSON.parse(String((await once(child.stdout, 'data'))[0]))),
  )
  expect(new Set(said.flat())).toEqual(new Set([(await kept())?.fingerprint]))
})
