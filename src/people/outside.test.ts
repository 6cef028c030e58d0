import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { openIssuer } from '../../tests/support/issuer.ts'
import { served } from '../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { setSite } from '../ui/site.ts'
import { addPerson } from './inviting.ts'

/** People come in by another site: a real one beside us, which the tests make do wrong. */
const issuer = await openIssuer()
Object.assign(process.env, {
  OIDC_ISSUER: issuer.origin,
  OIDC_NAME: 'The University',
  OIDC_CLIENT_ID: issuer.client.id,
  OIDC_CLIENT_SECRET: issuer.client.secret,
})
ownDatabase()
const server = served(openDoors)
beforeEach(async () => {
  setSite({ origin: server.origin })
  Object.assign(issuer, { who: undefined, lie: undefined, down: false })
  await sql`delete from mail`.execute(db())
})
afterAll(() => issuer.close())

const password = 'stone bunds on the slope'
const isIn = async (who: Visitor) => (await who.get('/account')).status === 200
/** What the other site answers a browser that is sent there: the way back. */
async function there(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' })
  const { pathname, search } = new URL(answer.headers.get('location')!)
  return pathname + search
}
async function comeIn(who: Visitor, to = '/places'): Promise<Seen> {
  const { at } = await who.post('/sign-in/outside', { to })
  expect(at).toMatch(`${issuer.origin}/authorize?`)
  return who.get(await there(at))
}
const mails = () => db().selectFrom('mail').select(['address', 'subject', 'body']).orderBy('id').execute()

test('a site that is down when first asked is asked again by the next', async () => {
  issuer.down = true
  const refused = await visitor(server).post('/sign-in/outside', { to: '/places' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('The University does not answer')
  expect(refused.html).toContain('name="to" value="/places"')
})

test('whoever is new becomes a person, and is the same one the next time', async () => {
  expect((await visitor(server).get('/sign-in?to=/places')).html).toContain('Sign in with The University')
  issuer.who = { sub: '1', email: 'Nadia@uni.example', email_verified: true, name: 'Nadia Haddad' }
  const who = visitor(server)
  expect((await comeIn(who, '/search?q=a+b')).at).toBe('/search?q=a+b')
  expect((await who.get('/account')).html).toContain('nadia@uni.example')
  issuer.who = { ...issuer.who, email: 'another@uni.example', name: 'Another name' }
  const next = visitor(server)
  await comeIn(next)
  expect((await next.get('/account')).html).toContain('nadia@uni.example')
  const { rows } = await sql<{ handle: string; state: string }>`
    select handle, thing.state from person join thing on thing.id = person.thing`.execute(db())
  expect(rows).toEqual([{ handle: 'nadia-haddad', state: 'published' }])
  const kept = await sql<{ tokens: number }>`
    select count(*)::int as tokens from login.account where num_nonnulls("accessToken", "idToken", "refreshToken") > 0`.execute(
    db(),
  )
  expect(kept.rows).toEqual([{ tokens: 0 }])
})

test('an account opens to its address only if the other site has made sure of it', async () => {
  await addPerson({ name: 'Known', email: 'known@uni.example', password })
  for (const email_verified of [false, 'false', undefined]) {
    issuer.who = { sub: 'thief', email: 'known@uni.example', email_verified, name: 'Thief' }
    const thief = visitor(server)
    const refused = await comeIn(thief)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('has not made sure that your mail address is yours')
    expect(await isIn(thief)).toBe(false)
  }
  expect((await mails()).map(({ subject }) => subject)).toEqual(
    Array(3).fill('You have an account at Baobab already'),
  )
  issuer.who = { sub: 'owner', email: 'known@uni.example', email_verified: true, name: 'Whatever' }
  const owner = visitor(server)
  await comeIn(owner)
  expect((await owner.get('/account')).html).toContain('Known')
})

test('an account that nobody has confirmed is not taken over, nor does it take anybody over', async () => {
  const squatter = visitor(server)
  await squatter.post('/join', { name: 'Squatter', email: 'mine@uni.example', password })
  issuer.who = { sub: 'mine', email: 'mine@uni.example', email_verified: true, name: 'Owner' }
  const owner = visitor(server)
  const refused = await comeIn(owner)
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('nobody has confirmed yet')
  expect(await isIn(owner)).toBe(false)
  // The way that the words name: a link by mail throws the squatter's password out.
  await sql`delete from mail`.execute(db())
  await owner.post('/sign-in/link', { email: 'mine@uni.example' })
  await owner.post(new RegExp(`${server.origin}(\\S+)`).exec((await mails())[0]!.body)![1]!)
  expect(await isIn(owner)).toBe(true)
  await squatter.post('/sign-in', { email: 'mine@uni.example', password })
  expect(await isIn(squatter)).toBe(false)
  const again = visitor(server)
  await comeIn(again)
  expect(await isIn(again)).toBe(true)
})

test('whoever is new and whose address is not sure confirms it by mail first', async () => {
  issuer.who = { sub: 'unsure', email: 'unsure@uni.example', email_verified: false, name: 'Unsure' }
  const who = visitor(server)
  const first = await comeIn(who)
  expect(first.html).toContain('has not made sure that your mail address is yours')
  expect(await isIn(who)).toBe(false)
  const { subject, body } = (await mails()).at(-1)!
  expect(subject).toBe('Confirm your address for Baobab')
  await who.post(new RegExp(`${server.origin}(/\\S+/\\S+)`).exec(body)![1]!)
  await comeIn(who)
  expect(await isIn(who)).toBe(true)
})

test('the second factor is asked for here too', async () => {
  issuer.who = { sub: 'careful', email: 'careful@uni.example', email_verified: true, name: 'Careful' }
  const who = visitor(server)
  await comeIn(who)
  await sql`update login."user" set "twoFactorEnabled" = true where email = 'careful@uni.example'`.execute(
    db(),
  )
  const again = visitor(server)
  expect((await comeIn(again)).at).toBe('/sign-in/code?to=%2Fplaces')
  expect(await isIn(again)).toBe(false)
})

test('a way back works once, in the browser that began, and only from the site that was asked', async () => {
  issuer.who = { sub: '9', email: 'nine@uni.example', email_verified: true, name: 'Nine' }
  const who = visitor(server)
  const back = await there((await who.post('/sign-in/outside')).at)
  const thief = visitor(server)
  const stolen = await thief.get(back)
  expect(stolen.status).toBe(422)
  expect(stolen.html).toContain('was begun in another browser')
  const mine = await there((await who.post('/sign-in/outside')).at)
  expect((await who.get(mine)).at).toBe('/')
  expect(await isIn(who)).toBe(true)
  expect((await who.get(mine)).html).toContain('was used already')
  expect(await isIn(thief)).toBe(false)
  for (const made of [
    '?code=x',
    '?state=x&code=x',
    '',
    '?error=access_denied',
    '?error=<script>alert(1)</script>&state=x',
  ]) {
    const seen = await visitor(server).get(`/sign-in/outside/callback${made}`)
    expect(seen.status, made).toBe(422)
    expect(seen.html).not.toContain('<script>alert')
  }
  const elsewhere = visitor(server)
  const { at } = await elsewhere.post('/sign-in/outside', { to: 'https://evil.example/' })
  expect((await elsewhere.get(await there(at))).at).toBe('/')
})

test('who does not agree there, or has no address, is told so', async () => {
  const who = visitor(server)
  expect((await comeIn(who)).html).toContain('You did not agree at The University')
  issuer.who = { sub: 'nameless' }
  const nameless = await comeIn(who)
  expect(nameless.status).toBe(422)
  expect(await isIn(who)).toBe(false)
})

test.each(['key', 'audience', 'nonce'] as const)('words with a wrong %s are not believed', async (lie) => {
  issuer.who = { sub: `lie-${lie}`, email: `${lie}@uni.example`, email_verified: true, name: 'Liar' }
  issuer.lie = lie
  const who = visitor(server)
  const refused = await comeIn(who)
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('in a way that we can trust')
  expect(await isIn(who)).toBe(false)
})

test('where the other site is down, the page says so and the other ways stay open', async () => {
  issuer.who = { sub: 'late', email: 'late@uni.example', email_verified: true, name: 'Late' }
  const who = visitor(server)
  const back = await there((await who.post('/sign-in/outside')).at)
  issuer.down = true
  const refused = await who.get(back)
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('name="password"')
  await addPerson({ name: 'By password', email: 'bypassword@uni.example', password })
  await who.post('/sign-in', { email: 'bypassword@uni.example', password })
  expect(await isIn(who)).toBe(true)
})
