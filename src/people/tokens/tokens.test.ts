import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { password, signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { setSite } from '../../ui/site.ts'

ownDatabase()
// Counted, and far more than there are here.
process.env.RATE_LIMIT = '5000'
const server = served(openDoors)
beforeEach(() => setSite({ origin: server.origin }))

let made = 0
const somebody = () => signedIn(server, `Tokener${++made}`)

/** Makes a token by its form, and reads it where it is shown. */
async function tokenOf(who: Visitor, more: Record<string, string> = {}): Promise<string> {
  const shown = await who.post('/account/tokens', { name: 'Nightly copy', days: '30', may: 'write', ...more })
  expect(shown.status).toBe(200)
  expect(shown.headers.get('cache-control')).toContain('no-store')
  return /baobab_[\w-]{43}/.exec(shown.html)![0]
}

const ask = (path: string, token?: string, more: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(server.origin + path, {
    ...more,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...more.headers },
  })

/** Of an address of the API that only reads: what gets so far was let in to write. */
const write = (token?: string, headers: Record<string, string> = {}) =>
  ask('/api/v1/records', token, { method: 'POST', headers })

async function refused(answer: Response, status: number): Promise<string> {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null)
  return (await answer.json()).title
}

describe('a token', () => {
  test('is made, shown once, kept as a hash, told of by mail, and seen on its owner’s page', async () => {
    const who = await somebody()
    expect((await who.get('/account/tokens')).html).toContain('You have none')
    expect((await who.get('/account')).html).toContain('href="/account/tokens"')
    const token = await tokenOf(who)
    const list = await who.get('/account/tokens')
    expect(list.html).toContain('Nightly copy')
    expect(list.html).toContain('Never used')
    expect(list.html).not.toContain(token)
    const { rows } = await sql<{ all: string }>`select string_agg(token::text, '') as all from token`.execute(
      db(),
    )
    expect(rows[0]!.all).not.toContain(token.slice(7))
    const mails = await sql<{ body: string }>`
      select body from mail where address = ${`tokener${made}@example.net`}`.execute(db())
    expect(mails.rows.at(-1)!.body).toContain('reads and writes in your name')
    expect(mails.rows.at(-1)!.body).not.toContain(token)
    expect((await who.get('/desk/acts')).html).toContain('Token for a program made')
  })

  test('without a name comes back with what was chosen', async () => {
    const who = await somebody()
    const again = await who.post('/account/tokens', { name: ' ', days: '365', may: 'write' })
    expect(again.status).toBe(422)
    expect(again.html).toMatch(/value="365" selected/)
    expect(again.html).toMatch(/value="write" checked/)
  })

  test('lets a program in to write, and says when it last came', async () => {
    const who = await somebody()
    const token = await tokenOf(who)
    expect((await write(token)).status).toBe(404)
    expect((await write(token, { origin: 'https://elsewhere.example' })).status).toBe(404)
    const read = await ask('/api/v1/records', token)
    expect(read.status).toBe(200)
    expect(read.headers.get('cache-control')).toBe('no-store')
    expect((await who.get('/account/tokens')).html).toContain('Last used on')
  })

  test('that only reads does not write', async () => {
    const token = await tokenOf(await somebody(), { may: 'read' })
    expect((await ask('/api/v1/records', token)).status).toBe(200)
    expect(await refused(await write(token), 403)).toContain('only reads')
  })

  test('opens no page and no other address', async () => {
    const token = await tokenOf(await somebody())
    for (const path of ['/account', '/account/tokens', '/account/export', '/write'])
      expect((await ask(path, token, { headers: { accept: 'text/html' } })).status, path).toBe(403)
    const posted = await ask('/drafts', token, {
      method: 'POST',
      body: new URLSearchParams({ instrument: 'story', lang: 'en' }),
      headers: { origin: server.origin },
    })
    expect(posted.status).toBe(403)
  })

  test('is ended by its owner and by nobody else', async () => {
    const [who, other] = [await somebody(), await somebody()]
    const token = await tokenOf(who)
    const way = /\/account\/tokens\/\d+\/end/.exec((await who.get('/account/tokens')).html)![0]
    expect((await other.post(way)).status).toBe(422)
    expect((await write(token)).status).toBe(404)
    expect((await who.post(way)).html).toContain('You have none')
    expect(await refused(await write(token), 401)).toContain('does not count')
  })

  test('runs out after its last day', async () => {
    const token = await tokenOf(await somebody())
    await sql`update token set until = current_date`.execute(db())
    expect((await write(token)).status).toBe(404)
    await sql`update token set until = current_date - 1`.execute(db())
    await refused(await write(token), 401)
    await refused(await ask('/api/v1/records', token), 401)
  })

  test('goes with the account, and lets nobody in whose account is closed', async () => {
    const [who, closed] = [await somebody(), await somebody()]
    const [token, other] = [await tokenOf(who), await tokenOf(closed)]
    await sql`update thing set state = 'withdrawn' from person join login."user" on "user".id = person.login
      where thing.id = person.thing and email = ${`tokener${made}@example.net`}`.execute(db())
    await refused(await write(other), 401)
    expect((await who.post('/account/deletion', { password, credit: 'unnamed' })).at).toBe('/')
    await refused(await write(token), 401)
    const { rows } = await sql`
      select from token join person on person.thing = token.person where login is null`.execute(db())
    expect(rows).toEqual([])
  })

  test('is neither made nor ended long after a sign-in', async () => {
    const who = await somebody()
    const token = await tokenOf(who)
    const way = /\/account\/tokens\/\d+\/end/.exec((await who.get('/account/tokens')).html)![0]
    await sql`update login.session set "createdAt" = now() - interval '2 days'`.execute(db())
    const list = await who.get('/account/tokens')
    expect(list.html).toContain('sign in again')
    expect(list.html).not.toContain(way)
    for (const path of [way, '/account/tokens'])
      expect((await who.post(path, { name: 'x', may: 'write' })).status).toBe(422)
    expect((await write(token)).status).toBe(404)
  })

  test('is the twentieth, and there is no other', async () => {
    const who = await somebody()
    for (let i = 0; i < 20; i++) await tokenOf(who, { name: `Copy ${i}` })
    const again = await who.post('/account/tokens', { name: 'One more', may: 'read' })
    expect(again.status).toBe(422)
    expect(again.html).toContain('You have 20 tokens')
  })
})

test('without one nothing is written by the API, whatever cookies come', async () => {
  const who = await somebody()
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const headers of [{}, { cookie }, { cookie, origin: server.origin }] as Record<string, string>[])
    expect(await refused(await write(undefined, headers), 401)).toContain('/account/tokens')
  expect((await ask('/api/v1/records', undefined, { headers: { cookie } })).status).toBe(200)
})

test('wrong ones in a row have to wait', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 31; i++) statuses.push((await ask('/api/v1/records', 'baobab_wrong')).status)
  expect(statuses[0]).toBe(401)
  expect(statuses.at(-1)).toBe(429)
})
