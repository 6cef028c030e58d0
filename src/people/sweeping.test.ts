import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { db } from '../base/database/database.ts'
import { invitationJob } from './sweeping.ts'

ownDatabase()

test('an invitation goes ninety days after it was accepted, ended or ran out', async () => {
  // Days since it was accepted, was ended, ran out.
  for (const [name, accepted, ended, expired] of [
    ['accepted long ago', 91, null, 80],
    ['accepted lately', 89, null, 80],
    ['ended long ago', null, 91, 80],
    ['ended lately', null, 89, 80],
    ['ran out long ago, ended by the next', null, 1, 91],
    ['ran out long ago', null, null, 91],
    ['ran out lately', null, null, 89],
    ['still open', null, null, -5],
  ] as const)
    await sql`
      insert into invitation (token, email, name, lang, accepted, ended, expires)
      values (${name}, ${`${name.replaceAll(' ', '-')}@example.org`}, ${name}, 'en', now() - make_interval(days => ${accepted}),
        now() - make_interval(days => ${ended}), now() - make_interval(days => ${expired}))`.execute(db())
  await invitationJob.run({})
  const { rows } = await sql<{ name: string }>`select name from invitation order by id`.execute(db())
  expect(rows.map(({ name }) => name)).toEqual([
    'accepted lately',
    'ended lately',
    'ran out lately',
    'still open',
  ])
})
