import { sql } from 'kysely'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { addPerson } from '../../src/people/inviting.ts'
import { setSite } from '../../src/ui/site.ts'
import { barriers } from '../support/axe.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { overflowing } from '../support/overflow.ts'
import { visitor } from '../support/visitor.ts'

/** Somebody signs in by what their device keeps: a real browser, with an authenticator that only lacks hands. */
const window = browserWindow(demoDatabase())
/** The server knows itself by its number; browsers give passkeys to sites with a name. */
const origin = () => window.origin.replace('127.0.0.1', 'localhost')
beforeAll(() => setSite({ origin: window.origin }))

const password = 'stone bunds on the slope'
let made = 0
async function someone(): Promise<string> {
  const email = `keyholder${++made}@example.org`
  await addPerson({ name: `Keyholder ${made}`, email, password })
  return email
}

/** A window whose browser has a device with passkeys; `verifies`: it makes sure who holds it. */
async function withDevice(verifies = true, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await window.open('/healthz', options)
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: verifies,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${origin()}/sign-in?to=/account`)
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/account')
}

async function add(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page
    .getByText(/^Passkey \d/)
    .first()
    .waitFor()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL(`${origin()}/`)
}

async function byPasskey(page: Page): Promise<void> {
  await page.goto(`${origin()}/sign-in?to=/account`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
}

test('a passkey is added, signs in without a name or a password, is renamed, and once removed is refused', async () => {
  const page = await withDevice()
  await signIn(page, await someone())
  await add(page)
  expect(await barriers(page)).toEqual([])
  await signOut(page)
  await byPasskey(page)
  await page.waitForURL('**/account')

  await page.getByText('Change', { exact: true }).click()
  await page.locator('#passkeys').getByLabel('Name').fill('My phone')
  await page.getByRole('button', { name: 'Keep this name' }).click()
  await page.getByText('My phone', { exact: false }).first().waitFor()
  await page.getByText('Change', { exact: true }).click()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await overflowing(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove My phone' }).click()
  await page.getByText('You have none yet.').waitFor()
  await signOut(page)
  await byPasskey(page)
  await page.getByText('This passkey is not known here').waitFor()
  await page.goto(`${origin()}/account`)
  expect(await page.locator('main').innerText()).toContain('Sign in first')
})

test('with a second factor on, a passkey that made sure who holds it is both; any other asks for the code', async () => {
  for (const verifies of [true, false]) {
    const page = await withDevice(verifies)
    const email = await someone()
    await signIn(page, email)
    await add(page)
    await sql`update login."user" set "twoFactorEnabled" = true where email = ${email}`.execute(db())
    await page.context().clearCookies()
    if (!verifies) await leaveTheCheckOut(page, email)
    await byPasskey(page)
    await page.waitForURL(verifies ? '**/account' : '**/sign-in/code?to=%2Faccount')
    if (verifies) continue
    await page.goto(`${origin()}/account`)
    expect(await page.locator('main').innerText()).toContain('Sign in first')
  }
})

/** As whoever stole the device would: they tell their browser which key to use and not to ask who holds it. */
async function leaveTheCheckOut(page: Page, email: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select "credentialID" as id from login.passkey join login."user" on "user".id = "userId" where email = ${email}`.execute(
    db(),
  )
  await page.route('**/sign-in/passkey/options', async (route) => {
    const answer = await route.fetch()
    const allowCredentials = [{ type: 'public-key', id: rows[0]!.id }]
    const json = { ...(await answer.json()), allowCredentials, userVerification: 'discouraged' }
    await route.fulfill({ response: answer, json })
  })
}

test('nobody renames or removes what is another’s, and nobody adds long after they signed in', async () => {
  const page = await withDevice()
  const email = await someone()
  await signIn(page, email)
  await add(page)
  const { rows } = await sql<{ id: string }>`
    select passkey.id from login.passkey join login."user" on "user".id = "userId" where email = ${email}`.execute(
    db(),
  )
  const { id } = rows[0]!
  const thief = visitor(window)
  await thief.post('/sign-in', { email: await someone(), password })
  expect((await thief.get('/account')).status).toBe(200)
  for (const act of [`/account/passkeys/${id}/removal`, `/account/passkeys/${id}/name`])
    expect([404, 422], act).toContain((await thief.post(act, { name: 'Mine now' })).status)
  await sql`update login.session set "createdAt" = now() - interval '2 hours'`.execute(db())
  for (const act of [`/account/passkeys/${id}/removal`, `/account/passkeys/${id}/name`])
    expect([403, 422], act).toContain((await visitorOf(page, act)).status)
  expect((await visitorOf(page, '/account/passkeys/options')).status).toBe(422)
  const left = await sql<{ name: string }>`select name from login.passkey where id = ${id}`.execute(db())
  expect(left.rows).toEqual([{ name: 'Passkey 1' }])
  await page.reload()
  expect(await page.locator('#passkeys').innerText()).toContain('sign in again')
  expect(await page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0)
})

/** Posts what a form of this page would. */
const visitorOf = async (page: Page, path: string): Promise<{ status: number }> => ({
  status: (
    await page.request.post(origin() + path, {
      form: { name: 'Another' },
      headers: { origin: origin() },
      maxRedirects: 0,
    })
  ).status(),
})

test('an answer that was heard before, or is none at all, is refused in words', async () => {
  const page = await withDevice()
  await signIn(page, await someone())
  await add(page)
  await signOut(page)
  const sent = page.waitForRequest((request) => request.url().endsWith('/sign-in/passkey'))
  await byPasskey(page)
  const heard = (await sent).postData()!
  await page.waitForURL('**/account')
  for (const data of [heard, '{}', 'no data at all', '{"response":{"id":7}}']) {
    const answer = await page.request.post(`${origin()}/sign-in/passkey`, {
      data,
      headers: { origin: origin(), 'content-type': 'application/json' },
    })
    expect(answer.status(), data.slice(0, 30)).toBeGreaterThanOrEqual(400)
    expect(answer.status()).toBeLessThan(500)
    expect((await answer.json()).title).toMatch(/\w/)
  }
  const elsewhere = await page.request.post(`${origin()}/sign-in/passkey/options`, {
    data: '{}',
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
  })
  expect(elsewhere.status()).toBe(403)
})

test('a browser that knows bytes only, as those before 2025, does the same', async () => {
  const page = await withDevice()
  await page.addInitScript(`
    delete PublicKeyCredential.parseCreationOptionsFromJSON
    delete PublicKeyCredential.parseRequestOptionsFromJSON
    delete PublicKeyCredential.prototype.toJSON
  `)
  await signIn(page, await someone())
  await add(page)
  await signOut(page)
  await byPasskey(page)
  await page.waitForURL('**/account')
  expect(window.complaints).toEqual([])
})

test('without script the pages say what a passkey needs, and offer a link by mail', async () => {
  const page = await withDevice(true, { javaScriptEnabled: false })
  await page.goto(`${origin()}/sign-in`)
  expect(await page.getByRole('button', { name: 'passkey' }).count()).toBe(0)
  expect(await page.locator('passkey-button').innerText()).toContain('A passkey needs script')
  await page.locator('passkey-button a').click()
  await page.waitForURL('**/sign-in/link')
  await signIn(page, await someone())
  expect(await page.locator('#passkeys').innerText()).toContain('this page needs script')
})
