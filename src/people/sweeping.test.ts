import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { db } from '../base/database/database.ts'
import { invitationJob, sessionJob } from './sweeping.ts'

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

test('what nobody can sign in by any more goes, with where it was from', async () => {
  await sql`insert into login."user" (id, name, email, "emailVerified") values ('lena', 'Lena', 'lena@example.org', true)`.execute(
    db(),
  )
  for (const [name, hours] of [
    ['over', -1],
    ['open', 1],
  ] as const) {
    await sql`
      insert into login.session (id, token, "userId", "ipAddress", "updatedAt", "expiresAt")
      values (${name}, ${name}, 'lena', '192.0.2.1', now(), now() + make_interval(hours => ${hours}))`.execute(
      db(),
    )
    await sql`
      insert into login.verification (id, identifier, value, "expiresAt")
      values (${name}, ${name}, 'lena', now() + make_interval(hours => ${hours}))`.execute(db())
  }
  await sessionJob.run({})
  const { rows } =
    await sql`select id from login.session union all select id from login.verification`.execute(db())
  expect(rows).toEqual([{ id: 'open' }, { id: 'open' }])
})
