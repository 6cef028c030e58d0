import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { en, ground, instance, record, take, version } from '../../tests/support/soil.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { everyone, members, stranger, type Viewer } from '../base/viewer.ts'
import { keepDates } from './embargoes.ts'
import { recordFor } from './reading.ts'

ownDatabase()
ground()

/** A version on which the group agreed until that day. */
function agreed(number: number, until: string) {
  const one = version(number, { slope: 'flat' })
  one.content.consent = { by: 'A group', for: en('Reading'), given: '2025-12-01', until }
  return one
}

const none = { opened: 0, closed: 0 }
const missing = { kind: 'missing' }

test('when its consent has ended a record is closed to everyone, and opens when the group agrees again', async () => {
  const given = record('00000000020a', { versions: [agreed(1, '2999-01-31')] })
  await take(given)
  expect(await keepDates('2999-01-31')).toEqual(none)
  expect((await recordFor(stranger, given.ref)).ref).toBe(given.ref)
  expect(await keepDates('2999-02-01')).toEqual({ opened: 0, closed: 1 })
  await expect(recordFor(stranger, given.ref)).rejects.toMatchObject(missing)
  const all: Viewer = { kind: 'person', id: 1, circles: [everyone, members, ...(await circles())] }
  await expect(recordFor(all, given.ref)).rejects.toMatchObject(missing)
  expect((await recordFor(instance, given.ref)).ref).toBe(given.ref)
  expect(await keepDates('2999-02-02')).toEqual(none)
  expect(await take(given)).toMatchObject({ unchanged: 1 })

  const again = { ...given, versions: [...given.versions, agreed(2, '3010-01-01')] }
  expect(await take(again)).toMatchObject({ changed: 1 })
  expect((await recordFor(stranger, given.ref)).number).toBe(2)
})

test('one whose consent had ended before it came is closed from the first', async () => {
  const given = record('00000000021a', { versions: [agreed(1, '2026-01-01')] })
  expect(await take(given)).toMatchObject({ made: 1, faults: [] })
  await expect(recordFor(stranger, given.ref)).rejects.toMatchObject(missing)
})

test('those it names lose it too, and are still those it names when it is open again', async () => {
  const given = record('00000000022a', { access: { to: 'named' }, versions: [agreed(1, '2999-03-01')] })
  await take(given)
  const [circle] = await circles(given.ref)
  const insider: Viewer = { kind: 'person', id: 1, circles: [everyone, circle!] }
  expect((await recordFor(insider, given.ref)).ref).toBe(given.ref)
  await keepDates('2999-03-02')
  await expect(recordFor(insider, given.ref)).rejects.toMatchObject(missing)
  await take({ ...given, versions: [...given.versions, agreed(2, '3010-01-01')] })
  expect((await recordFor(insider, given.ref)).number).toBe(2)
})

test('an embargo that ends does not open what consent has closed', async () => {
  const given = record('00000000023a', {
    access: { to: 'everyone', opens: '2999-06-01' },
    versions: [agreed(1, '2999-05-01')],
  })
  await take(given)
  await keepDates('2999-05-02')
  await keepDates('2999-06-01')
  await expect(recordFor(stranger, given.ref)).rejects.toMatchObject(missing)
})

test('many that fall due on one day cost no more questions than one, and each is written down', async () => {
  const due = (ref: string) => record(ref, { access: { to: 'members', opens: '2999-08-01' } })
  await take(due('00000000024a'))
  const one = await countingQueries(() => keepDates('2999-08-01'))
  await take(...['24b', '24c', '24d', '24e'].map((end) => due(`000000000${end}`)))
  const four = await countingQueries(() => keepDates('2999-08-01'))
  expect(four.result.opened).toBe(4)
  expect(four.queries).toBe(one.queries)
  const { rows } = await sql`select 1 from audit where verb = 'record.opened'
    and thing in (select id from thing where ref like '00000000024%')`.execute(db())
  expect(rows).toHaveLength(5)
})

const circles = async (ref?: string): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select id from circle where id > 2 and ${ref ? sql`id = (select circle from thing where ref = ${ref})` : sql`true`}`.execute(
    db(),
  )
  return rows.map(({ id }) => id)
}
