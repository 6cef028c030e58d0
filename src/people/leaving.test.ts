import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { bundleSweepJob } from '../archive/bundle/making.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { setSite } from '../ui/site.ts'
import { appoint } from './appointing.ts'
import { addPerson } from './inviting.ts'

/** Somebody leaves, and nothing that others count on is left behind unseen. */
demoDatabase()
const server = served(openDoors)
beforeAll(() => setSite({ origin: server.origin }))

const password = 'stone bunds on the slope'
let made = 0
async function someone(name: string): Promise<{ who: Visitor; handle: string; email: string }> {
  const email = `leaver${++made}@example.org`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, handle, email }
}
const refOf = async (code: string) =>
  (
    await sql<{
      ref: string
    }>`select ref from thing join place on place.thing = thing.id where code = ${code}`.execute(db())
  ).rows[0]!.ref
const start = async (who: Visitor, name: string, place: string) =>
  (await who.post('/organisations', { name, kind: 'school', place })).at
const curatorOf = async (code: string) => {
  const one = await someone(`Curator of ${code}`)
  await appoint(system('test'), { handle: one.handle, role: 'curator', subject: await refOf(code) })
  return one
}

test('what somebody alone keeps is shown before they go, and handed over to whom they name', async () => {
  const leaver = await someone('Leaver')
  const heir = await someone('Heir')
  const school = await start(leaver.who, 'School by the river', 'NE')
  await appoint(system('test'), { handle: leaver.handle, role: 'moderator', subject: await refOf('NE') })
  const page = await leaver.who.get('/account/deletion')
  expect(page.html).toContain('What you alone keep')
  expect(page.html).toContain('School by the river')
  expect(page.html).toContain('Moderator, since')
  expect(page.html).toContain('nobody else there')
  const over = { organisation: school.split('/').at(-1)!, handle: 'nobody-of-this-name' }
  for (const handle of ['nobody-of-this-name', leaver.handle]) {
    const wrong = await leaver.who.post('/account/deletion/keepers', { ...over, handle })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain(`value="${handle}"`)
    expect(wrong.html).toContain('No other member has this name')
  }
  expect((await heir.who.post('/account/deletion/keepers', { ...over, handle: heir.handle })).status).toBe(
    422,
  )
  const after = await leaver.who.post('/account/deletion/keepers', {
    ...over,
    handle: `${server.origin}/people/${heir.handle}`,
  })
  expect(after.at).toBe('/account/deletion')
  expect(after.html).toContain('Asked, and not answered yet: Heir')
  const mail = await db()
    .selectFrom('mail')
    .select(['subject', 'body'])
    .where('address', '=', heir.email)
    .executeTakeFirstOrThrow()
  expect(mail.subject).toBe('Will you keep the page of School by the river?')
  expect(mail.body).toContain(server.origin + school)
  expect((await heir.who.get(`${school}/change`)).status).toBe(403)
  await heir.who.post(`${school}/keeping`)
  expect((await leaver.who.get('/account/deletion')).html).not.toContain('What you alone keep')
  await leaver.who.post('/account/deletion', { password, credit: 'named' })
  expect((await heir.who.get(`${school}/change`)).status).toBe(200)
  const { rows } = await sql<{ verb: string }>`
    select verb from audit where verb in ('belonging.keeping-taken', 'appointment-ended.moderator', 'organisation.without-keeper')
    order by id`.execute(db())
  expect(rows.map(({ verb }) => verb)).toEqual(['belonging.keeping-taken', 'appointment-ended.moderator'])
})

test('what is not handed over is written down, and waits on the desk of whoever curates its place', async () => {
  const leaver = await someone('Second leaver')
  const there = await curatorOf('NE')
  const elsewhere = await curatorOf('BF')
  const member = await someone('Plain member')
  const school = await start(leaver.who, 'School on the plateau', 'NE')
  const shared = await start(leaver.who, 'School of two', 'NE')
  const second = await someone('Second keeper')
  await leaver.who.post(`${shared}/keepers`, { handle: second.handle })
  await second.who.post(`${shared}/keeping`)
  // Who was asked and did not answer keeps nothing, and may still say yes when nobody else does.
  const late = await someone('Late answer')
  await leaver.who.post(`${school}/keepers`, { handle: late.handle })
  expect((await there.who.get('/desk/care?of=keeper')).html).not.toContain('School on the plateau')
  expect((await leaver.who.get('/account/deletion')).html).toContain('curators of its place are told')
  await leaver.who.post('/account/deletion', { password, credit: 'unnamed' })
  const { rows } = await sql<{ slug: string }>`
    select slug from audit join organisation on organisation.thing = audit.thing where verb = 'organisation.without-keeper'`.execute(
    db(),
  )
  expect(rows).toEqual([{ slug: 'school-on-the-plateau' }])
  const desk = (await there.who.get('/desk/care?of=keeper')).html
  expect(desk).toContain('School on the plateau')
  expect(desk).not.toContain('School of two')
  expect((await there.who.get('/desk')).html).toContain('1 organisation that nobody keeps')
  expect((await elsewhere.who.get('/desk/care?of=keeper')).html).not.toContain('School on the plateau')
  for (const { who } of [elsewhere, member])
    expect((await who.get('/desk')).html).not.toContain('that nobody keeps')
  expect((await there.who.get(school)).html).toContain('Nobody keeps this page any more')
  expect((await member.who.get(school)).html).not.toContain('Nobody keeps this page any more')
  expect((await elsewhere.who.post(`${school}/keepers`, { handle: member.handle })).status).toBe(422)
  await there.who.post(`${school}/keepers`, { handle: member.handle })
  expect((await there.who.get('/desk/care?of=keeper')).html).toContain('School on the plateau')
  await member.who.post(`${school}/keeping`)
  expect((await there.who.get('/desk/care?of=keeper')).html).not.toContain('School on the plateau')
  await late.who.post(`${school}/keeping`)
  expect((await late.who.get(`${school}/change`)).status).toBe(200)
  expect((await member.who.get(`${school}/change`)).status).toBe(200)
})

test('a bundle of a community keeps nothing of who left, and what was to stay here still does', async () => {
  const { who, handle } = await someone('Bundled')
  const [{ person, one, other }] = (
    await sql<{ person: number; one: number; other: number }>`
      select person.thing as person, min(community.thing) as one, max(community.thing) as other from person, community where handle = ${handle} group by 1`.execute(
      db(),
    )
  ).rows as [{ person: number; one: number; other: number }]
  await sql`insert into bundle_wish (community, person, wish) values (${one}, ${person}, 'named'), (${other}, ${person}, 'stays')`.execute(
    db(),
  )
  const holds = JSON.stringify([{ person, wish: 'named', count: 2 }])
  await sql`
    insert into bundle (ref, community, by, closed, state, made, holds)
    values ('bund1eg0ne01', ${one}, ${person}, false, 'gone', now(), ${holds}::jsonb), ('bund1ekept01', ${one}, ${person}, false, 'made', now(), ${holds}::jsonb)`.execute(
    db(),
  )
  await who.post('/account/deletion', { password, credit: 'unnamed' })
  await bundleSweepJob.run({})
  expect((await sql`select wish from bundle_wish where person = ${person}`.execute(db())).rows).toEqual([
    { wish: 'stays' },
  ])
  expect(
    (
      await sql`select state, by, holds from bundle where ref in ('bund1eg0ne01', 'bund1ekept01')`.execute(
        db(),
      )
    ).rows,
  ).toEqual(Array.from({ length: 2 }, () => ({ state: 'gone', by: null, holds: [] })))
})
