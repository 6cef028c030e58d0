import { afterAll, beforeAll, expect, test } from 'vitest'
import { setSite } from '../../src/ui/site.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { openIssuer } from '../support/issuer.ts'

/** A real browser goes to another site and back, under our policy of where forms may lead. */
const issuer = await openIssuer()
Object.assign(process.env, {
  OIDC_ISSUER: issuer.origin,
  OIDC_CLIENT_ID: issuer.client.id,
  OIDC_CLIENT_SECRET: issuer.client.secret,
})
const window = browserWindow(demoDatabase())
beforeAll(() => setSite({ origin: window.origin }))
afterAll(() => issuer.close())

test.each([true, false])(
  'somebody signs in with their university (script: %s)',
  async (javaScriptEnabled) => {
    const name = new URL(issuer.origin).host
    const page = await window.open('/sign-in?to=/account', { javaScriptEnabled })
    issuer.who = undefined
    await page.getByRole('button', { name: `Sign in with ${name}` }).click()
    await page.getByText(`You did not agree at ${name}`).waitFor()
    issuer.who = { sub: 'nadia', email: 'nadia@uni.example', email_verified: true, name: 'Nadia Haddad' }
    await page.goto(`${window.origin}/sign-in?to=/account`)
    await page.getByRole('button', { name: `Sign in with ${name}` }).click()
    await page.waitForURL(`${window.origin}/account`)
    expect(await page.locator('main').innerText()).toContain('nadia@uni.example')
    // A refusal is an answer of 422, which browsers note.
    expect(window.complaints.filter((one) => !one.includes('422'))).toEqual([])
  },
)
