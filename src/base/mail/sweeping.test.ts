import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { db } from '../database/database.ts'
import { mailSweepJob } from './sweeping.ts'

ownDatabase()

test('mail goes thirty days after it left, and ninety after it was written if it never could', async () => {
  for (const [subject, made, sent] of [
    ['left long ago', 40, 31],
    ['left just now', 89, 0],
    ['left lately', 40, 29],
    ['never left, long ago', 91, null],
    ['never left, lately', 89, null],
  ] as const)
    await sql`
      insert into mail (address, subject, body, lang, made, sent)
      values ('a@example.org', ${subject}, 'A link', 'en', now() - make_interval(days => ${made}), now() - make_interval(days => ${sent}))`.execute(
      db(),
    )
  await mailSweepJob.run({})
  const { rows } = await sql<{ subject: string }>`select subject from mail order by id`.execute(db())
  expect(rows.map(({ subject }) => subject)).toEqual(['left just now', 'left lately', 'never left, lately'])
})
