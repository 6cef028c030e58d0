import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserWindow, holdBack } from '../../tests/support/browser.ts'
import { demoDatabase } from '../../tests/support/database.ts'
import { beOld } from '../../tests/support/old-browser.ts'
import { newcomer } from '../../tests/support/walking.ts'

/** What somebody says on a line that comes and goes. */
const window = browserWindow(demoDatabase())

const home = '/communities/land-degradation-neutrality-in-practice'
const body = (page: Page) => page.locator('form[action$="/posts"] textarea[name=body]')
const keeper = (page: Page) => page.locator('form[action$="/posts"] unsent-keeper')
const stands = async (page: Page, state: string) => {
  await expect.poll(() => keeper(page).getAttribute('data-state')).toBe(state)
}
const alive = (page: Page) =>
  page.locator('form[action$="/posts"] unsent-keeper[role=status]').waitFor({ state: 'attached' })

/** Somebody new in a conversation of their own. */
async function inTalk(name: string): Promise<Page> {
  const { page, go, send } = await newcomer(window, name, true)
  await go(home)
  await send(`form[action="${home}/membership"]`)
  await go(`${home}/threads/new`)
  const asked = {
    form: 'question',
    title: `Who keeps the wells, ${name}?`,
    body: 'Ours are dry.',
    lang: 'en',
  }
  await send(`form[action="${home}/threads"]`, asked, 'button[value=send]')
  await page.waitForURL('**/threads/*/**')
  await page.goto(page.url().split('#')[0]!)
  return page
}

test('what is typed is kept on the server, and stands there again', async () => {
  const page = await inTalk('Awa')
  await alive(page)
  await body(page).fill('The council does.')
  await stands(page, 'saved')
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  expect(await body(page).inputValue()).toBe('The council does.')
})

test('what is typed before the script has come is kept, also on a page that was loaded again', async () => {
  const page = await inTalk('Bintou')
  await alive(page)
  await body(page).fill('Nobody')
  await stands(page, 'saved')
  const comes = await holdBack(page, /unsent-keeper/)
  await page.reload()
  await body(page).fill('Nobody but the guard.')
  comes()
  await stands(page, 'saved')
  await page.unroute(/unsent-keeper/)
  await page.reload()
  expect(await body(page).inputValue()).toBe('Nobody but the guard.')
})

test('what is sent without a line waits, and is said once when there is one', async () => {
  const page = await inTalk('Cisse')
  await alive(page)
  await page.context().setOffline(true)
  await body(page).fill('We dig at night.')
  await stands(page, 'kept')
  await page.locator('form[action$="/posts"] button[value=send]').click()
  await stands(page, 'waits')
  await page.context().setOffline(false)
  await page.locator('#post-2').getByText('We dig at night.').waitFor()
  await page.reload()
  expect(await page.getByText('We dig at night.').count()).toBe(1)
  expect(await body(page).inputValue()).toBe('')
})

test('what was sent without a line goes when the conversation is opened again later', async () => {
  const page = await inTalk('Djeneba')
  await alive(page)
  const talk = page.url()
  await page.context().setOffline(true)
  await body(page).fill('We dig in the dry months.')
  await page.locator('form[action$="/posts"] button[value=send]').click()
  await stands(page, 'waits')
  const context = page.context()
  await page.close()
  await context.setOffline(false)
  const later = await context.newPage()
  await later.goto(talk)
  await later.locator('#post-2').getByText('We dig in the dry months.').waitFor()
  await later.reload()
  expect(await later.getByText('We dig in the dry months.').count()).toBe(1)
  expect(await body(later).inputValue()).toBe('')
})

test('a preview is drawn in place and sends nothing, also by a browser of 2021, and without a line says so', async () => {
  const page = await inTalk('Fanta')
  await beOld(page)
  await page.reload()
  await alive(page)
  const posts = await page.locator('live-thread > article').count()
  await body(page).fill('Once the *rains* are over.')
  const look = page.getByRole('button', { name: 'Preview' })
  await look.click()
  await page.locator('#preview em').getByText('rains').waitFor()
  await page.context().setOffline(true)
  await look.click()
  await page.locator('#preview').getByText('Nothing was sent').waitFor()
  expect(await body(page).inputValue()).toBe('Once the *rains* are over.')
  await page.context().setOffline(false)
  await look.click()
  await page.locator('#preview em').waitFor()
  await page.reload()
  expect(await page.locator('live-thread > article').count()).toBe(posts)
})

test('where there is no preview the server says why', async () => {
  const page = await inTalk('Gnima')
  await alive(page)
  // As pasted: more than is taken at once.
  await body(page).evaluate((field: HTMLTextAreaElement) => {
    field.value = 'Too long. '.repeat(20_000)
  })
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('40,000 characters at most').first().waitFor()
  expect((await body(page).inputValue()).length).toBe(200_000)
})
