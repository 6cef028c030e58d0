import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { codeOf } from '../../tests/support/code.ts'
import { ownDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { config } from '../base/config.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { setSite } from '../ui/site.ts'
import { appoint, endAppointment } from './appointing.ts'
import { addPerson } from './inviting.ts'

ownDatabase()
const server = served(openDoors)
beforeEach(() => setSite({ origin: server.origin }))

const password = 'stone bunds on the slope'
let made = 0
async function signedIn(role?: 'operator'): Promise<{ who: Visitor; email: string; handle: string }> {
  const email = `account${++made}@example.org`
  const handle = await addPerson({ name: `Account ${made}`, email, password, role })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, email, handle }
}
const isIn = async (who: Visitor) => (await who.get('/account')).status === 200
const hidden = ({ html }: Seen, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!.replaceAll('&amp;', '&')

/** Turns the second factor on; gives the spare codes and what an app would know. */
async function withFactor(who: Visitor) {
  expect((await who.post('/account/second-factor', { password: 'not mine' })).status).toBe(422)
  const set = await who.post('/account/second-factor', { password })
  const [uri, spare] = [hidden(set, 'uri'), hidden(set, 'spare')]
  const wrong = await who.post('/account/second-factor/confirmation', { uri, spare, code: '000000' })
  expect(wrong.status).toBe(422)
  expect(hidden(wrong, 'uri')).toBe(uri)
  await who.post('/account/second-factor/confirmation', { uri, spare, code: await codeOf(uri) })
  return { uri, spare: spare.split(' ') }
}

test('a second factor is asked for after a password and after a mailed link', async () => {
  const { who, email } = await signedIn()
  const { uri, spare } = await withFactor(who)
  expect((await who.get('/account')).html).toContain('>on<')
  const other = visitor(server)
  expect((await other.post('/sign-in', { email, password, to: '/places' })).at).toBe(
    '/sign-in/code?to=%2Fplaces',
  )
  expect(await isIn(other)).toBe(false)
  const mistyped = await other.post('/sign-in/code?to=/places', { code: '000000' })
  expect(mistyped.status).toBe(422)
  expect(mistyped.html).toContain('action="/sign-in/code?to=%2Fplaces"')
  expect((await other.post('/sign-in/code?to=/places', { code: await codeOf(uri) })).at).toBe('/places')
  expect(await isIn(other)).toBe(true)
  const third = visitor(server)
  await third.post('/sign-in/link', { email })
  const { body } = await db()
    .selectFrom('mail')
    .select('body')
    .where('address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect((await third.post(new RegExp(`${server.origin}(\\S+)`).exec(body)![1]!)).at).toContain(
    '/sign-in/code',
  )
  expect(await isIn(third)).toBe(false)
  await third.post('/sign-in/code', { code: spare[0]!, spare: '1' })
  expect(await isIn(third)).toBe(true)
  const fourth = visitor(server)
  await fourth.post('/sign-in', { email, password })
  expect((await fourth.post('/sign-in/code', { code: spare[0]!, spare: '1' })).status).toBe(422)
  await who.post('/account/second-factor/end', { password })
  const fifth = visitor(server)
  await fifth.post('/sign-in', { email, password })
  expect(await isIn(fifth)).toBe(true)
})

test('many wrong codes lock the second factor, also for who begins again', async () => {
  const { who, email } = await signedIn()
  const { uri } = await withFactor(who)
  let said = ''
  for (let round = 0; round < 4; round++) {
    const other = visitor(server)
    await other.post('/sign-in', { email, password })
    for (let i = 0; i < 5; i++) said = (await other.post('/sign-in/code', { code: '000000' })).html
  }
  const last = visitor(server)
  await last.post('/sign-in', { email, password })
  said = (await last.post('/sign-in/code', { code: await codeOf(uri) })).html
  expect(said).toMatch(/Too many wrong codes|from the start/)
  expect(await isIn(last)).toBe(false)
})

test('a new password ends every other session', async () => {
  const { who, email } = await signedIn()
  const other = visitor(server)
  await other.post('/sign-in', { email, password })
  expect(
    (await who.post('/account/password', { current: 'wrong one', password: 'half moons in the sand' }))
      .status,
  ).toBe(422)
  await who.post('/account/password', { current: password, password: 'half moons in the sand' })
  expect([await isIn(who), await isIn(other)]).toEqual([true, false])
})

test('rights are given and ended by who may, once, written down, and shown to whom they concern', async () => {
  const { who, handle } = await signedIn()
  await appoint(system('test'), { handle, role: 'reviewer' })
  await expect(appoint(system('test'), { handle, role: 'reviewer' })).rejects.toMatchObject({
    kind: 'conflict',
  })
  const { html } = await who.get('/account')
  expect(html).toContain('Reviewer, since')
  expect((await who.get('/desk/acts')).html).toContain('Made a reviewer')
  const { id } = await db()
    .selectFrom('person')
    .select('thing as id')
    .where('handle', '=', handle)
    .executeTakeFirstOrThrow()
  const member = {
    kind: 'person',
    id,
    circles: [1, 2],
    appointments: [{ role: 'reviewer' as const }],
  } as const
  await expect(appoint(member, { handle, role: 'curator' })).rejects.toMatchObject({ kind: 'forbidden' })
  const { id: right } = await db()
    .selectFrom('appointment')
    .select('id')
    .where('person', '=', id)
    .executeTakeFirstOrThrow()
  await expect(endAppointment(member, right)).rejects.toMatchObject({ kind: 'forbidden' })
  await endAppointment(system('test'), right)
  expect((await who.get('/desk/acts')).html).toContain('No longer a reviewer')
})

test('everything of theirs can be taken away as data', async () => {
  const { who, email } = await signedIn()
  const { html, headers } = await who.get('/account/export')
  expect(headers.get('content-disposition')).toContain('account.json')
  expect(JSON.parse(html)).toMatchObject({ format: 'baobab-account/1', email, appointments: [], profile: [] })
  expect(html).not.toMatch(/password|token/i)
})

test('a deleted account leaves nothing to sign in by, and credit as they wished', async () => {
  const { who, email, handle } = await signedIn()
  expect((await who.post('/account/deletion', { password: 'wrong one', credit: 'unnamed' })).status).toBe(422)
  await who.post('/account/deletion', { password, credit: 'unnamed' })
  expect(await isIn(who)).toBe(false)
  expect((await visitor(server).post('/sign-in', { email, password })).status).toBe(422)
  const { rows } = await sql<{ name: string; login: string | null }>`
    select name, login from person where left_at is not null`.execute(db())
  expect(rows).toEqual([{ name: '', login: null }])
  expect(await db().selectFrom('person').select('thing').where('handle', '=', handle).execute()).toEqual([])
})

test('the last operator stays', async () => {
  const { who, handle } = await signedIn('operator')
  const said = await who.post('/account/deletion', { password, credit: 'named' })
  expect(said.status).toBe(422)
  expect(said.html).toContain('You are the last operator')
  const right = await db()
    .selectFrom('appointment')
    .select('id')
    .where('role', '=', 'operator')
    .executeTakeFirstOrThrow()
  await expect(endAppointment(system('test'), right.id)).rejects.toMatchObject({ kind: 'conflict' })
  await appoint(system('test'), { handle: (await signedIn()).handle, role: 'operator' })
  await endAppointment(system('test'), right.id)
  expect((await who.get('/account')).html).not.toContain(`${handle} is operator`)
})

test('of two last operators who go at the same moment one stays', async () => {
  await sql`update appointment set ended = now() where role = 'operator' and ended is null`.execute(db())
  const both = await Promise.all([signedIn('operator'), signedIn('operator'), signedIn('operator')])
  const rights = async () =>
    (
      await sql<{ id: number }>`
        select id from appointment where role = 'operator' and ended is null order by id`.execute(db())
    ).rows
  const [last] = await rights()
  const said = await Promise.all([
    ...both.slice(1).map(({ who }) => who.post('/account/deletion', { password, credit: 'named' })),
    endAppointment(system('test'), last!.id).catch(() => undefined),
  ])
  expect(said).toHaveLength(3)
  expect(await rights()).toHaveLength(1)
})

test('whoever finds a browser open does not get to guess the password', async () => {
  const { who } = await signedIn()
  Object.assign(config(), { RATE_LIMIT: 600 })
  try {
    const statuses = new Set<number>()
    for (let i = 0; i < 12; i++)
      for (const [path, form] of [
        ['/account/password', { current: `guess ${i}`, password: 'half moons in the sand' }],
        ['/account/deletion', { password: `guess ${i}`, credit: 'named' }],
        ['/account/second-factor', { password: `guess ${i}` }],
        ['/account/second-factor/end', { password: `guess ${i}` }],
      ] as [string, Record<string, string>][])
        statuses.add((await who.post(path, form)).status)
    expect([...statuses]).toEqual([422, 429])
  } finally {
    Object.assign(config(), { RATE_LIMIT: 0 })
  }
})

test('what is theirs is refused to strangers', async () => {
  const stranger = visitor(server)
  for (const path of ['/account', '/account/second-factor', '/account/export', '/account/deletion'])
    expect((await stranger.get(path)).status, path).toBe(403)
  for (const path of [
    '/account/password',
    '/account/second-factor',
    '/account/deletion',
    '/account/sessions/end',
  ])
    expect(
      (await stranger.post(path, { password: 'x', current: 'x', credit: 'named' })).status,
      path,
    ).toBeGreaterThanOrEqual(403)
})
