import { expect, test } from 'vitest'
import { placesForBackups } from '../../../tests/support/backups.ts'
import { onServer } from '../../../tests/support/cluster.ts'
import { until } from '../../../tests/support/until.ts'
import { locks } from '../database/locks.ts'
import { serveTogether } from './serving-together.ts'

const places = placesForBackups()

const isServed = (url: string): Promise<boolean> =>
  onServer(url, async (client) => {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [locks.serving])
    return !rows[0].got
  })

test('several servers say together that a database is served, until the last has gone', async () => {
  const url = await places.database()
  const [one, another] = [await serveTogether(url), await serveTogether(url)]
  expect(await isServed(url)).toBe(true)
  await one()
  expect(await isServed(url)).toBe(true)
  await another()
  expect(await isServed(url)).toBe(false)
})

test('none opens while a backup is being restored', async () => {
  const url = await places.database()
  await onServer(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [locks.serving])
    await expect(serveTogether(url)).rejects.toThrow('A backup is being restored')
  })
  await (await serveTogether(url))()
})

test('a connection that is lost is made again', async () => {
  const url = await places.database()
  const letGo = await serveTogether(url)
  await onServer(url, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'baobab-start-%' and datname = current_database()`,
    ),
  )
  await until(async () => expect(await isServed(url)).toBe(true))
  await letGo()
  expect(await isServed(url)).toBe(false)
})
