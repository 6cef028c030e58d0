import { sql } from 'kysely'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserWindow, holdBack } from '../../../tests/support/browser.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { password } from '../../../tests/support/member.ts'
import { beOld } from '../../../tests/support/old-browser.ts'
import { db } from '../../base/database/database.ts'
import { addPerson } from '../../people/inviting.ts'

const window = browserWindow(demoDatabase())

/** A page in which somebody new is signed in. */
async function signedIn(name: string, age: 'new' | 'old' = 'new'): Promise<Page> {
  const email = `${name.toLowerCase()}@example.net`
  await addPerson({ name, email, password })
  const page = await window.open('/sign-in')
  if (age === 'old') await beOld(page)
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

async function begin(page: Page, instrument: string): Promise<string> {
  await page.goto(`${window.origin}/write?with=${instrument}`)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('**/essentials')
  return new URL(page.url()).pathname.replace('/essentials', '')
}

/** Lets another person write in a draft as well. */
const writeTogether = (draft: string, name: string) =>
  sql`
    with one as (select draft.thing, draft.circle from draft join thing on thing.id = draft.thing where thing.ref = ${draft.split('/')[2]}),
      who as (select thing from person where name = ${name}),
      let as (insert into in_circle (circle, person) select one.circle, who.thing from one, who)
    insert into draft_writer (draft, person) select one.thing, who.thing from one, who`.execute(db())

const title = (page: Page) => page.locator('[name="@record/only/title/en"]')
const offline = (context: BrowserContext) => context.setOffline(true)
const saved = async (page: Page) => {
  const keeper = page.locator('draft-keeper')
  await expect.poll(() => keeper.getAttribute('data-state')).toBe('saved')
}

test('what is typed is saved by itself, and is there again', async () => {
  const page = await signedIn('Awa')
  await begin(page, 'story')
  await title(page).fill('The well')
  await saved(page)
  await page.reload()
  expect(await title(page).inputValue()).toBe('The well')
  await page.locator('draft-keeper[role=status]').waitFor({ state: 'attached' })
  await page.locator('[name="scene/only/when"]').fill('long ago')
  await page.locator('.fault[data-live]').waitFor()
  await page.reload()
  expect(await page.locator('[name="scene/only/when"]').inputValue()).toBe('long ago')
  expect(window.complaints).toEqual([])
})

test('what is typed before the script has come is saved too', async () => {
  const page = await signedIn('Adama')
  const comes = await holdBack(page, /draft-keeper/)
  await begin(page, 'story')
  await page.goto(page.url())
  await title(page).fill('A slow line')
  comes()
  await saved(page)
  await page.reload()
  expect(await title(page).inputValue()).toBe('A slow line')
})

test('so it is on a page that was loaded again, before any script was kept there', async () => {
  const page = await signedIn('Idrissa')
  await begin(page, 'story')
  await title(page).fill('Once')
  await saved(page)
  const comes = await holdBack(page, /draft-keeper/)
  await page.reload()
  await title(page).fill('Once more')
  comes()
  await saved(page)
  await page.reload()
  expect(await title(page).inputValue()).toBe('Once more')
})

test('what is typed while an answer is on its way is sent as soon as that has arrived', async () => {
  const page = await signedIn('Kadi')
  await begin(page, 'story')
  await page.clock.install()
  await page.goto(page.url())
  await page.locator('draft-keeper[role=status]').waitFor({ state: 'attached' })
  // It stands from here on: nothing that looks again from time to time sends anything.
  await page.clock.pauseAt(Date.now() + 60_000)
  let sent = 0
  page.on('request', (asked) => {
    if (asked.url().endsWith('/answers')) sent++
  })
  const arrives = await holdBack(page, /\/answers$/)
  await title(page).fill('Slow')
  await page.clock.runFor(1_000)
  await expect.poll(() => sent).toBe(1)
  await title(page).fill('Slow, then more')
  await page.clock.runFor(1_000)
  arrives()
  await expect.poll(() => sent).toBe(2)
  await saved(page)
  await page.reload()
  expect(await title(page).inputValue()).toBe('Slow, then more')
})

test('a line that says nothing for half a minute counts as none, and is tried again', async () => {
  const page = await signedIn('Nana')
  await begin(page, 'story')
  await page.clock.install()
  await page.goto(page.url())
  await page.locator('draft-keeper[role=status]').waitFor({ state: 'attached' })
  await page.clock.pauseAt(Date.now() + 60_000)
  await holdBack(page, /\/answers$/)
  const asked = page.waitForRequest(/\/answers$/)
  await title(page).fill('Into the silence')
  await page.clock.runFor(1_000)
  await asked
  expect(await page.locator('draft-keeper').getAttribute('data-state')).toBe('saving')
  await page.clock.runFor(31_000)
  await page.locator('draft-keeper[data-state=kept]').waitFor()
  await page.unroute(/\/answers$/)
  await page.clock.runFor(11_000)
  await saved(page)
})

test('what one wrote oneself is no clash after going back to where another has written since', async () => {
  const [lami, musa] = [await signedIn('Lami'), await signedIn('Musa')]
  const draft = await begin(lami, 'story')
  await writeTogether(draft, 'Musa')
  await lami.goto(`${window.origin}${draft}/essentials`)
  await title(lami).fill('By Lami')
  await saved(lami)
  await lami
    .locator('nav.toc a:not([aria-current])')
    .last()
    .evaluate((link: HTMLElement) => link.click())
  await lami.waitForURL((url) => !url.pathname.endsWith('/essentials'))
  await musa.goto(`${window.origin}${draft}/essentials`)
  await title(musa).fill('By Musa')
  await saved(musa)
  await lami.goBack()
  await expect.poll(() => title(lami).inputValue()).toBe('By Musa')
  await lami.locator('draft-keeper[role=status]').waitFor({ state: 'attached' })
  await lami.reload()
  expect(await title(lami).inputValue()).toBe('By Musa')
  expect(await lami.getByRole('button', { name: 'Take this answer' }).count()).toBe(0)
})

test('a question appears when an answer asks for it, and the caret stays', async () => {
  const page = await signedIn('Binta')
  const draft = await begin(page, 'slm-practice')
  await page.goto(`${window.origin}${draft}/sections/classification`)
  const before = await page.locator('[data-question]').count()
  const box = page.getByRole('checkbox', { name: 'Cropland', exact: true }).first()
  await box.focus()
  await box.check()
  await expect.poll(() => page.locator('[data-question]').count()).toBeGreaterThan(before)
  expect(await box.isChecked()).toBe(true)
  expect(await box.evaluate((one) => one === document.activeElement)).toBe(true)
})

test('without a line a draft opens, is written in, and sends itself when there is one', async () => {
  const page = await signedIn('Chika')
  const draft = await begin(page, 'story')
  const serves = () =>
    page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration('/drafts/'))?.active)
  await expect.poll(serves).toBe(true)
  await expect
    .poll(() =>
      page.evaluate(
        async (at) => !!(await (await caches.open('drafts')).match(at)),
        `${draft}/sections/scene`,
      ),
    )
    .toBe(true)
  await title(page).fill('Before')
  await saved(page)
  await offline(page.context())
  await title(page).fill('Typed without a line')
  await page.locator('draft-keeper[data-state=kept]').waitFor()
  await page.goto(`${window.origin}${draft}/sections/scene`)
  await page.locator('[name="scene/only/when"]').fill('2024')
  await page.locator('draft-keeper[data-state=kept]').waitFor()
  await page.goto(`${window.origin}${draft}/essentials`)
  expect(await title(page).inputValue()).toBe('Typed without a line')
  await page.context().setOffline(false)
  await saved(page)
  await page.reload()
  expect(await title(page).inputValue()).toBe('Typed without a line')
  await page.goto(`${window.origin}${draft}/sections/scene`)
  expect(await page.locator('[name="scene/only/when"]').inputValue()).toBe('2024')
})

test.each([
  ['of today', 'new', 'Gift'],
  ['of 2021', 'old', 'Grace'],
] as const)(
  'a row is added without a line, and stands when there is one, in a browser %s',
  async (_, age, name) => {
    const page = await signedIn(name, age)
    const draft = await begin(page, 'slm-practice')
    await page.goto(`${window.origin}${draft}/sections/conclusions`)
    const rows = page.locator('#group-failures > fieldset.rowed')
    await rows.locator('[name$="/where/en"]').fill('On the plateau')
    await saved(page)
    await expect
      .poll(() =>
        page.evaluate(
          async (at) => !!(await (await caches.open('drafts')).match(at)),
          new URL(page.url()).pathname,
        ),
      )
      .toBe(true)
    await offline(page.context())
    const add = page.locator('button[value="add:failures"]')
    await add.click()
    expect(await rows.count()).toBe(2)
    expect(await rows.nth(1).locator('[name$="/where/en"]').inputValue()).toBe('')
    await rows.nth(1).locator('[name$="/where/en"]').fill('By the road')
    await page.locator('draft-keeper[data-state=kept]').waitFor()
    await page.reload()
    expect(await rows.nth(1).locator('[name$="/where/en"]').inputValue()).toBe('By the road')
    await page.context().setOffline(false)
    await saved(page)
    await page.reload()
    const said = rows.locator('[name$="/where/en"]')
    expect(await said.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual([
      'On the plateau',
      'By the road',
    ])
  },
)

test('in an interview what is said is saved by itself, and kept where there is no line', async () => {
  const page = await signedIn('Hawa')
  const draft = await begin(page, 'story')
  await page.goto(`${window.origin}${draft}/interview`)
  await page.getByRole('button', { name: 'Begin' }).click()
  const field = page.locator('.question textarea').first()
  const later = page.getByRole('button', { name: 'Come back later' })
  await later.waitFor()
  for (let n = 0; n < 20 && !(await field.isVisible()); n++) {
    const at = page.url()
    await later.click()
    await page.waitForURL((url) => url.href !== at)
  }
  await field.fill('We dug twice.')
  await saved(page)
  await page.reload()
  expect(await field.inputValue()).toBe('We dug twice.')
  await offline(page.context())
  await field.fill('We dug twice, and it rained.')
  await page.locator('draft-keeper[data-state=kept]').waitFor()
  await page.getByRole('button', { name: 'Next' }).click()
  expect(await field.inputValue()).toBe('We dug twice, and it rained.')
  await page.context().setOffline(false)
  await saved(page)
  await page.reload()
  expect(await field.inputValue()).toBe('We dug twice, and it rained.')
})

test('two people see what the other writes, and a true clash shows both', async () => {
  const [dana, ede] = [await signedIn('Dana'), await signedIn('Ede')]
  const draft = await begin(dana, 'story')
  await writeTogether(draft, 'Ede')
  for (const page of [dana, ede]) await page.goto(`${window.origin}${draft}/essentials`)
  await title(dana).fill('By Dana')
  await saved(dana)
  await ede.locator('[name="@record/only/summary/en"]').fill('By Ede')
  await saved(ede)
  await expect.poll(() => title(ede).inputValue()).toBe('By Dana')
  expect(await ede.locator('[name="@record/only/summary/en"]').inputValue()).toBe('By Ede')

  await title(ede).fill('Changed by Ede')
  await saved(ede)
  await title(dana).fill('Changed by Dana')
  await saved(dana)
  await dana.reload()
  expect(await title(dana).inputValue()).toBe('Changed by Ede')
  await dana.getByText('Changed by Dana').waitFor()
  await dana.getByRole('button', { name: 'Take this answer' }).click()
  await expect.poll(() => title(dana).inputValue()).toBe('Changed by Dana')
})

test('what somebody typed stays here when their session has ended', async () => {
  const page = await signedIn('Fatou')
  await begin(page, 'story')
  await page.context().clearCookies()
  await title(page).fill('Not lost')
  await page.locator('draft-keeper[data-state=out]').waitFor()
  await page.locator('draft-keeper').getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Mail address').fill('fatou@example.net')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/essentials')
  expect(await title(page).inputValue()).toBe('Not lost')
  await saved(page)
  await page.reload()
  expect(await title(page).inputValue()).toBe('Not lost')
})
