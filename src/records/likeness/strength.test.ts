import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { db } from '../../base/database/database.ts'
import { strength } from './strength.ts'

ownDatabase()

test('evidence is the stronger the more uses worked, and a single use proves little', async () => {
  const of = async (worked: number, partly: number, didNot: number, review = false) => {
    const { rows } = await sql<{
      s: number
    }>`select ${strength({ worked, partly, didNot, review })} as s`.execute(db())
    return rows[0]!.s
  }
  expect(await of(0, 0, 0)).toBe(0)
  expect(await of(0, 0, 3)).toBe(0)
  expect(await of(1, 0, 0)).toBeCloseTo(0.27, 2)
  expect(await of(0, 0, 0, true)).toBe(await of(1, 0, 0))
  expect(await of(9, 0, 1)).toBeCloseTo(0.65, 2)
  expect(await of(10, 0, 0)).toBeGreaterThan(await of(9, 0, 1))
  expect(await of(90, 0, 10)).toBeGreaterThan(await of(9, 0, 1))
  expect(await of(1, 1, 0)).toBeGreaterThan(await of(1, 0, 1))
})
