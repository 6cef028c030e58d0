import { expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { atomically } from '../database/database.ts'
import { kept } from './kept.ts'
import { isListening, listenForChanges } from './kept-pages.ts'
import { changed } from './tags.ts'

const database = ownDatabase()

const until = async (what: () => boolean | Promise<boolean>) => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('a value is kept while one listens, until its tag changes; inside a transaction never', async () => {
  let loads = 0
  const value = kept('kept-test', async () => ++loads)
  expect(await value()).toBeUndefined()
  const stop = listenForChanges(database.url)
  await until(isListening)
  expect([await value(), await value()]).toEqual([1, 1])
  await atomically(async () => expect(await value()).toBeUndefined())
  await changed('another')
  expect(await value()).toBe(1)
  await changed('kept-test')
  await until(async () => (await value()) === 2)
  await stop()
})

test('a failure is not kept', async () => {
  let fails = true
  const value = kept('kept-test-2', async () => {
    if (fails) throw new Error('no')
    return 'yes'
  })
  const stop = listenForChanges(database.url)
  await until(isListening)
  await expect(value()).rejects.toThrow('no')
  fails = false
  expect(await value()).toBe('yes')
  await stop()
})
