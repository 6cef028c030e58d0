import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { addPerson } from '../../src/people/inviting.ts'
import { setSite } from '../../src/ui/site.ts'
import { browserWindow } from '../support/browser.ts'
import { codeOf } from '../support/code.ts'
import { demoDatabase } from '../support/database.ts'

/** Somebody becomes a member, is careful, says who they are, and speaks for an organisation until they do not. */
const window = browserWindow(demoDatabase())
beforeAll(() => setSite({ origin: window.origin }))

const password = 'stone bunds on the slope'
const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click()
const go = (page: Page, path: string) => page.goto(window.origin + path)

/** What is sent is taken before we go on: script sends it while the page stands. */
const taken = (page: Page, work: () => Promise<void>) =>
  Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), work()])

/** The address of ours in the newest mail to them: what an operator reads in the outbox. */
async function mailedTo(email: string): Promise<string> {
  const { body } = await db()
    .selectFrom('mail')
    .select('body')
    .where('address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return new RegExp(`${window.origin}/\\S+/\\S+`).exec(body)![0]
}

async function signIn(page: Page, email: string): Promise<void> {
  await go(page, '/sign-in')
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await press(page, 'Sign in')
}

/** Says one thing of oneself, for those it is meant for. */
async function say(page: Page, kind: string, value: string, audience: string): Promise<void> {
  await go(page, '/account/profile')
  const form = main(page).locator(`#${kind} form[action="/account/profile/lines"]`)
  await form.locator('[name=value]').fill(value)
  await form.locator('[name=audience]').selectOption(audience)
  await form.getByRole('button').click()
  await page.getByText(value).first().waitFor()
}

test.each([true, false])('from joining to signing out everywhere (script: %s)', async (javaScriptEnabled) => {
  const mark = javaScriptEnabled ? 'with' : 'without'
  const email = `salma-${mark}@example.org`
  const page = await window.open('/', { javaScriptEnabled })

  // They join, and show that the address is theirs.
  await go(page, '/join')
  await page.getByLabel('Name').fill(`Salma ${mark}`)
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await press(page, 'Join')
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  await page.goto(await mailedTo(email))
  await press(page, 'It is mine')
  await page.getByText('That worked. Sign in now.').waitFor()
  await signIn(page, email)
  await page.getByRole('link', { name: 'My desk' }).waitFor()

  // They turn the second factor on.
  await go(page, '/account/second-factor')
  await page.getByLabel('Password').fill(password)
  await press(page, 'Turn it on')
  const uri = await page.locator('input[name=uri]').inputValue()
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await press(page, 'Turn it on with this code')
  await page.getByText('This code does not fit').first().waitFor()
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(uri))
  await press(page, 'Turn it on with this code')
  await page.waitForURL('**/account')

  // Out, and in again with the code.
  await press(page, 'Sign out')
  await page.waitForURL(`${window.origin}/`)
  await signIn(page, email)
  await page.waitForURL('**/sign-in/code**')
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(uri))
  await press(page, 'Sign in')
  await page.getByRole('link', { name: 'My desk' }).waitFor()

  // What they say of themselves, and who sees what of it.
  await say(page, 'about', `Seen by everyone ${mark}`, 'everyone')
  await say(page, 'role', `Seen by members ${mark}`, 'members')
  await say(page, 'about', `Seen by myself ${mark}`, 'me')
  await go(page, '/account/profile')
  const open = main(page).locator('form[action="/account/profile"]')
  await open.getByLabel('everyone').check()
  await taken(page, () => open.getByRole('button').click())
  const theirs = `/people/salma-${mark}`
  await go(page, theirs)
  const own = await main(page).innerText()
  const colleague = `colleague-${mark}@example.org`
  const handle = await addPerson({ name: `Colleague ${mark}`, email: colleague, password })
  const other = await window.open('/', { javaScriptEnabled })
  await go(other, theirs)
  const asStranger = await main(other).innerText()
  await signIn(other, colleague)
  await other.getByRole('link', { name: 'My desk' }).waitFor()
  await go(other, theirs)
  const asMember = await main(other).innerText()
  const seen = (words: string) =>
    ['everyone', 'members', 'myself'].filter((one) => words.includes(`Seen by ${one} ${mark}`))
  expect({ own: seen(own), asMember: seen(asMember), asStranger: seen(asStranger) }).toEqual({
    own: ['everyone', 'members', 'myself'],
    asMember: ['everyone', 'members'],
    asStranger: ['everyone'],
  })

  // An organisation, a member of it, a representative named by it and ended in one act.
  await go(page, '/organisations/new')
  await page.getByLabel('Name').fill(`Gate keepers ${mark}`)
  await main(page).locator('form button[type=submit]').last().click()
  const organisation = `/organisations/gate-keepers-${mark}`
  await page.waitForURL(`**${organisation}`)
  await go(other, organisation)
  await other.getByLabel('Your work there').fill('Opens the gates')
  await taken(other, () => press(other, 'I belong to it'))
  await go(page, organisation)
  await taken(page, () => main(page).locator('form[action$="/member"] button').click())
  await go(page, organisation)
  await main(page).locator('form[action$="/representatives"] select').selectOption(handle)
  await main(page).locator('form[action$="/representatives"] button').click()
  await main(page).locator('form[action*="/representatives/"][action$="/end"]').waitFor()
  const stranger = await window.open(organisation, { javaScriptEnabled })
  expect(await main(stranger).innerText()).toContain(`Colleague ${mark}`)
  await main(page).locator('form[action*="/representatives/"][action$="/end"] button').click()
  await page.getByText('Nobody is named to speak for it.').waitFor()
  await stranger.reload()
  expect(await main(stranger).innerText()).not.toContain(`Colleague ${mark}`)

  // Everywhere at once.
  const elsewhere = await window.open('/', { javaScriptEnabled })
  await signIn(elsewhere, email)
  await elsewhere.waitForURL('**/sign-in/code**')
  await elsewhere.getByLabel('Code', { exact: true }).fill(await codeOf(uri))
  await press(elsewhere, 'Sign in')
  await elsewhere.getByRole('link', { name: 'My desk' }).waitFor()
  await go(page, '/account')
  await press(page, 'Sign out everywhere')
  await page.waitForURL('**/sign-in')
  for (const one of [page, elsewhere]) {
    await go(one, '/account')
    expect(await main(one).innerText()).toContain('Sign in first')
  }
  const { rows } = await sql<{ sessions: number }>`
      select count(*)::int as sessions from login.session join login."user" on "user".id = "userId" where email = ${email}`.execute(
    db(),
  )
  expect(rows).toEqual([{ sessions: 0 }])
  // Refusals are answers of 422 and 403, which browsers note.
  expect(window.complaints.filter((one) => !/\b(422|403)\b/.test(one))).toEqual([])
})
