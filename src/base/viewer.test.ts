import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { db } from './database/database.ts'
import { makeThing } from './things/things.ts'
import { maySee, nameOf, stranger, system, type Viewer, visibleTo } from './viewer.ts'

ownDatabase()

test('what a list filters in SQL is what the rule says, for whoever asks', async () => {
  const { rows: made } = await sql<{ id: number }>`
    insert into circle (kind) select unnest(array['community', 'delegation', 'named', 'named']) returning id`.execute(
    db(),
  )
  const circles = [1, 2, ...made.map(({ id }) => id)]
  for (const circle of circles) for (let i = 0; i < 3; i++) await makeThing({ kind: 'record', circle })
  const things = await db().selectFrom('thing').select(['id', 'circle']).orderBy('id').execute()
  const viewer = fc.oneof(
    fc.constant(stranger),
    fc.constant(system('test')),
    fc.subarray(circles).map((some): Viewer => ({ kind: 'person', id: 1, circles: some })),
    // In a circle that is no more.
    fc.constant<Viewer>({ kind: 'person', id: 2, circles: [1, 999_999] }),
  )
  await fc.assert(
    fc.asyncProperty(viewer, async (one) => {
      const listed = await db().selectFrom('thing').select('id').where(visibleTo(one)).orderBy('id').execute()
      expect(listed.map(({ id }) => id)).toEqual(
        things.filter(({ circle }) => maySee(one, circle)).map(({ id }) => id),
      )
    }),
    { numRuns: 40 },
  )
})

test('who is in no circle sees nothing, not even by an empty list', async () => {
  const nobody: Viewer = { kind: 'person', id: 1, circles: [] }
  expect(await db().selectFrom('thing').select('id').where(visibleTo(nobody)).execute()).toEqual([])
  expect(maySee(nobody, 1)).toBe(false)
})

test('the audit knows everyone by a name', () => {
  expect([stranger, system('import'), { kind: 'person', id: 7, circles: [] } as Viewer].map(nameOf)).toEqual([
    'stranger',
    'system:import',
    'person:7',
  ])
})
