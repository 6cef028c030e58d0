import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { config } from '../base/config.ts'
import { db } from '../base/database/database.ts'
import { setSite } from '../ui/site.ts'
import { addPerson } from './inviting.ts'

ownDatabase()
const server = served(openDoors)
beforeEach(async () => {
  setSite({ origin: server.origin })
  await sql`delete from mail`.execute(db())
})

const password = 'stone bunds on the slope'
let made = 0
/** A person with an account of their own. */
async function someone(): Promise<{ name: string; email: string }> {
  const one = { name: `Person ${++made}`, email: `person${made}@example.org` }
  await addPerson({ ...one, password })
  return one
}

const mails = () => db().selectFrom('mail').select(['address', 'subject', 'body']).orderBy('id').execute()
/** The path of the only address of ours in the newest message. */
const linkIn = async (): Promise<string> => {
  const { body } = (await mails()).at(-1)!
  return new RegExp(`${server.origin}(/\\S+/\\S+)`).exec(body)![1]!
}
const isIn = async (who: ReturnType<typeof visitor>) => (await who.get('/account')).status === 200

test('someone joins, confirms the address by mail, and signs in', async () => {
  const who = visitor(server)
  const said = await who.post('/join', { name: 'Amina Sow', email: ' Amina@Example.org ', password })
  expect(said.html).toContain('Look into your mail')
  expect(await mails()).toMatchObject([
    { address: 'amina@example.org', subject: 'Confirm your address for Baobab' },
  ])
  const early = await who.post('/sign-in', { email: 'amina@example.org', password })
  expect(early.status).toBe(422)
  expect(early.html).toContain('not confirmed yet')
  expect(await isIn(who)).toBe(false)
  const link = await linkIn()
  expect((await who.get(link)).html).toContain('It is mine')
  expect((await who.post(link)).at).toBe('/sign-in?confirmed=1')
  expect((await who.post('/sign-in', { email: 'amina@example.org', password, to: '/places' })).at).toBe(
    '/places',
  )
  expect((await who.get('/account')).html).toContain('amina@example.org')
  const { rows } = await sql<{ token: string; handle: string; state: string }>`
    select session.token, person.handle, thing.state from login.session
    join person on person.login = session."userId" join thing on thing.id = person.thing`.execute(db())
  expect(rows).toMatchObject([{ handle: 'amina-sow', state: 'published' }])
  const cookie = decodeURIComponent(who.cookies.get('baobab.session_token')!)
  expect(cookie).not.toContain(rows[0]!.token)
})

test('what is typed comes back with what is wrong, but never the password', async () => {
  const { status, html } = await visitor(server).post('/join', {
    name: 'X',
    email: 'nobody',
    password: 'kr7tz',
  })
  expect(status).toBe(422)
  expect(html).toContain('value="nobody"')
  expect(html).toContain('Use at least 10 characters')
  expect(html).toContain('Type a mail address')
  expect(html).not.toContain('kr7tz')
})

test('nobody learns whether an address has an account', async () => {
  const { email } = await someone()
  const who = visitor(server)
  const joining = (address: string) => who.post('/join', { name: 'Z', email: address, password })
  expect((await joining(email)).html).toBe((await joining('new@example.org')).html)
  expect((await mails()).map(({ subject }) => subject)).toEqual([
    'You have an account at Baobab already',
    'Confirm your address for Baobab',
  ])
  for (const path of ['/sign-in/link', '/password']) {
    const known = await who.post(path, { email })
    const unknown = await who.post(path, { email: 'unknown@example.org' })
    expect(known.html).toBe(unknown.html)
    expect(known.status).toBe(200)
  }
  const wrong = await who.post('/sign-in', { email, password: 'not this one at all' })
  const none = await who.post('/sign-in', { email: 'unknown@example.org', password })
  expect(wrong.status).toBe(422)
  expect(none.html.replaceAll('unknown@example.org', email)).toBe(wrong.html)
})

test('a mailed link lets in once', async () => {
  const { email } = await someone()
  const who = visitor(server)
  await who.post('/sign-in/link', { email })
  const link = await linkIn()
  // Programs that check mail follow links: that must not use it up.
  const opened = await who.get(link)
  expect(opened.html).toContain('One click')
  // It opens an account: nothing on the way keeps the page or its address.
  for (const path of [link, '/password/a-token', '/join/confirmation/a-token'])
    expect((await who.get(path)).headers.get('cache-control'), path).toBe('no-store')
  expect(await isIn(who)).toBe(false)
  expect((await who.post(link)).at).toBe('/')
  expect(await isIn(who)).toBe(true)
  const thief = visitor(server)
  const again = await thief.post(link)
  expect(again.status).toBe(422)
  expect(again.html).toContain('used already or is too old')
  expect(await isIn(thief)).toBe(false)
})

test('a lost password is replaced by a mailed link, once, and every session ends', async () => {
  const { email } = await someone()
  const before = visitor(server)
  await before.post('/sign-in', { email, password })
  expect(await isIn(before)).toBe(true)
  const who = visitor(server)
  await who.post('/password', { email })
  const link = await linkIn()
  expect((await who.post(link, { password: 'short' })).status).toBe(422)
  expect((await who.post(link, { password: 'half moons in the sand' })).at).toBe('/sign-in?confirmed=1')
  expect(await isIn(before)).toBe(false)
  expect((await who.post(link, { password: 'a stolen link used again' })).html).toContain('used already')
  expect((await who.post('/sign-in', { email, password })).status).toBe(422)
  await who.post('/sign-in', { email, password: 'half moons in the sand' })
  expect(await isIn(who)).toBe(true)
})

test('they sign out here, elsewhere, everywhere', async () => {
  const { email } = await someone()
  const [here, there, third] = [visitor(server), visitor(server), visitor(server)]
  for (const one of [here, there, third]) await one.post('/sign-in', { email, password })
  const other = /\/account\/sessions\/[^/]+\/end/.exec((await here.get('/account')).html)![0]
  await here.post(other)
  expect((await Promise.all([here, there, third].map(isIn))).filter(Boolean)).toHaveLength(2)
  await here.post('/sign-out')
  expect(await isIn(here)).toBe(false)
  await third.post('/sign-in', { email, password })
  await third.post('/account/sessions/end')
  expect(await Promise.all([here, there, third].map(isIn))).toEqual([false, false, false])
})

test('where they were going is one of our own addresses, or home', async () => {
  const { email } = await someone()
  for (const to of [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    // What is left of these once their dots and our own name are taken out leads elsewhere.
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    '//here.invalid//evil.example',
    '/./\\evil.example',
  ])
    expect((await visitor(server).post('/sign-in', { email, password, to })).at).toBe('/')
  expect((await visitor(server).post('/sign-in', { email, password, to: '/search?q=a' })).at).toBe(
    '/search?q=a',
  )
})

test('a session that was made up, or signed by another, is none', async () => {
  const { email } = await someone()
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  const cookie = who.cookies.get('baobab.session_token')!
  for (const forged of [cookie.slice(0, -4), `x${cookie}`, cookie.replace(/^[^.]+/, 'x'), '']) {
    const thief = visitor(server)
    thief.cookies.set('baobab.session_token', forged)
    expect(await isIn(thief)).toBe(false)
  }
})

test('the accounts of the demo open on this machine alone', async () => {
  const { host } = { host: config().HOST }
  await addPerson({ name: 'Of the demo', email: 'somebody@demo.example', password })
  const tried = async () => {
    const who = visitor(server)
    await who.post('/sign-in', { email: 'somebody@demo.example', password })
    return isIn(who)
  }
  expect(await tried()).toBe(true)
  config().HOST = '0.0.0.0'
  expect(await tried()).toBe(false)
  config().HOST = host
  // A proxy on this machine lets the world in.
  for (const outside of [{ PUBLIC_URL: 'https://baobab.example' }, { TRUST_PROXY: true }]) {
    Object.assign(config(), outside)
    const answer = await fetch(`${server.origin}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ email: 'somebody@demo.example', password }),
    })
    Object.assign(config(), { PUBLIC_URL: undefined, TRUST_PROXY: false })
    expect(answer.status).toBe(422)
  }
  expect(await tried()).toBe(true)
})
