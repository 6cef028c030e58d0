import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import type { Visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { atomically, db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { keeperLeft } from '../base/things/kinds.ts'
import { mailNotices } from '../notifications/mailing.ts'
import { reactions } from '../reactions.ts'

/** What keeps the peace is told like everything else. */
process.env.RATE_LIMIT = '100000'
ownDatabase()
const server = served(openDoors)
const all: Record<string, Visitor> = {}
const who = (name: string): Visitor => all[name]!

beforeAll(async () => {
  for (const name of ['Ann', 'Asker', 'Kofi', 'Mona']) all[name] = await signedIn(server, name)
  await gather('soil', { members: ['ann', 'asker'], facilitators: ['kofi'], moderators: ['mona'] })
})

const ask = async (name: string, title: string, sealed = false) =>
  (
    await who(name).post('/communities/soil/threads', {
      ...{ form: 'question', title, body: `On ${title}`, lang: 'en' },
      ...(sealed ? { sealed: 'yes' } : {}),
    })
  ).at.split('/')[2]!
const postOf = async (title: string) =>
  await db()
    .selectFrom('post')
    .innerJoin('thing', 'thing.id', 'post.thing')
    .select(['ref', 'id'])
    .where('body', '=', `On ${title}`)
    .executeTakeFirstOrThrow()
const settled = async () => {
  for (let i = 0; i < 2; i++) await drain(reactions)
  await mailNotices()
}
const lines = async (name: string) => {
  const { html } = await who(name).get('/notices')
  return html.slice(html.indexOf('<main'), html.indexOf('</main'))
}
const mails = async (name: string, words: string) =>
  (
    await db()
      .selectFrom('mail')
      .select('body')
      .where('address', '=', `${name.toLowerCase()}@example.net`)
      .execute()
  ).filter(({ body }) => body.includes(words)).length

test('moderators, whoever reported and whoever wrote hear once each, by page and mail, as they chose', async () => {
  await ask('Ann', 'Pits')
  const { ref } = await postOf('Pits')
  await who('Asker').post('/reports', { thing: ref, reason: 'spam' })
  await settled()
  await settled()
  expect(await lines('Mona')).toContain('A report or a post waits')
  // Where there is a moderator, facilitators need not look.
  expect(await lines('Kofi')).not.toContain('A report or a post waits')
  expect(await mails('Mona', 'A report or a post waits')).toBe(1)
  expect(await mails('Mona', '/communities/soil/reports')).toBe(1)
  await who('Ann').post('/notices/choices', {
    needs: 'daily',
    threads: 'daily',
    way: 'mail',
    quietFrom: '',
    quietUntil: '',
    zone: 'UTC',
  })
  const { id } = await db().selectFrom('matter').select('id').executeTakeFirstOrThrow()
  await who('Mona').post(`/communities/soil/reports/${id}`, {
    ...{ outcome: 'hidden', measure: 'warn', reason: 'off topic' },
  })
  await settled()
  await settled()
  expect(await lines('Asker')).toContain('it was taken from sight')
  expect(await mails('Asker', 'it was taken from sight')).toBe(1)
  expect(await lines('Ann')).toMatch(/taken from sight. Why: off topic[\s\S]*You can answer once/)
  expect(await lines('Ann')).toContain('A moderator warns you')
  expect(await lines('Ann')).not.toContain('Asker')
  // Once a day is no letter at once.
  expect(await mails('Ann', 'A moderator warns you')).toBe(0)
  // The same again is told again; nothing waits any more.
  await who('Mona').post('/communities/soil/measures', { of: 'ann', measure: 'warn', reason: 'once more' })
  await settled()
  expect(await lines('Ann')).toContain('once more')
  expect((await lines('Mona')).match(/<strong>/g)).toBeNull()
  expect(await mails('Ann', 'off topic')).toBe(0)
  await mailNotices(new Date(Date.now() + 2 * 86_400_000))
  expect(await mails('Ann', 'off topic')).toBe(1)
})

test('who asked without a name hears that it waits and what became of it, and no row says whose it is', async () => {
  await who('Mona').post('/communities/soil/rules', { first: '5' })
  await ask('Asker', 'Bad figures', true)
  const { ref, id } = await postOf('Bad figures')
  await settled()
  expect(await lines('Asker')).toContain('What you wrote waits until a moderator')
  expect(await lines('Asker')).toContain(`/posts/${ref}`)
  expect(await mails('Asker', 'What you wrote waits until a moderator')).toBe(1)
  const { id: matter } = await db()
    .selectFrom('matter')
    .select('id')
    .where('thing', '=', id)
    .executeTakeFirstOrThrow()
  await who('Mona').post(`/communities/soil/reports/${matter}`, {
    ...{ outcome: 'not-let-through', reason: 'Say where' },
  })
  await settled()
  expect(await lines('Asker')).toContain('not let through. You still see it. Why: Say where')
  for (const name of ['Ann', 'Kofi', 'Mona']) expect(await lines(name)).not.toContain('Say where')
  const asker = sql`(select thing from person where handle = 'asker')`
  const { rows } = await sql`
    select from notice where person = ${asker} and kind in ('deed', 'post-waits')
      and (${id}::bigint in (thing, cause, occasion) or occasion in (select id from deed))`.execute(db())
  expect(rows).toEqual([])
  expect(
    (await sql`select from notice where person = ${asker} and kind in ('deed', 'post-waits')`.execute(db()))
      .rows,
  ).toHaveLength(2)
})

test('whoever leaves takes along what waits for a look, where they remove what nobody answered', async () => {
  all.Lea = await signedIn(server, 'Lea')
  await who('Lea').post('/communities/soil/membership')
  await ask('Lea', 'Before I go')
  expect((await who('Mona').get('/communities/soil/reports')).html).toContain('Before I go')
  const { thing } = await db()
    .selectFrom('person')
    .select('thing')
    .where('handle', '=', 'lea')
    .executeTakeFirstOrThrow()
  await atomically(() => keeperLeft(thing, { unnamed: false, unanswered: true }))
  expect((await who('Mona').get('/communities/soil/reports')).html).not.toContain('Before I go')
})

test('what a paused member began is kept until they may write again; a flood from one network is refused', async () => {
  const ref = await ask('Kofi', 'Floods')
  const place = `/threads/${ref}/posts`
  await who('Ann').post(place, { act: 'keep', body: 'I began this', lang: 'en' })
  await who('Mona').post('/communities/soil/measures', {
    ...{ of: 'ann', measure: 'pause', days: '3', reason: 'Cool down' },
  })
  const { id } = await db()
    .selectFrom('deed')
    .select('id')
    .where('kind', '=', 'paused')
    .executeTakeFirstOrThrow()
  expect((await who('Ann').post(place, { body: 'Now', lang: 'en' })).status).toBe(422)
  await who('Mona').post(`/communities/soil/log/${id}/undoing`)
  expect((await who('Ann').get(`/threads/${ref}/floods`)).html).toContain('I began this')
  await sql`update rate set points = 1000 where key like 'writing%'`.execute(db())
  const flood = await who('Ann').post(place, { body: 'One too many', lang: 'en' })
  expect([422, 429]).toContain(flood.status)
  expect(flood.html).toContain('One too many')
  expect((await who('Kofi').get(`/threads/${ref}/floods`)).html).not.toContain('One too many')
})
