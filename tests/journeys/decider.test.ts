import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demo } from '../support/addresses.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

/** In Arabic: what is known here, above and below; read by whoever decides. */
const window = browserWindow(demoDatabase())

const trail = (page: Page): Promise<string[]> =>
  page.locator('main nav').first().locator('li').allInnerTexts()

test.each([true, false])(
  'a decider goes up and down from a place (script: %s)',
  async (javaScriptEnabled) => {
    const page = await window.open('/places/NE', { locale: 'ar', javaScriptEnabled })
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await page.locator('h1').innerText()).toContain('النيجر')
    expect((await trail(page)).map((one) => one.trim())).toEqual([
      'العالم',
      'أفريقيا',
      'غرب أفريقيا',
      'النيجر',
    ])
    const [world, country] = await page.locator('main nav').first().locator('li').all()
    const [first, second] = [await world!.boundingBox(), await country!.boundingBox()]
    expect(first!.x).toBeGreaterThan(second!.x)

    const known = await page.locator('main .card a[href^="/records/"]').count()
    expect(known).toBeGreaterThan(3)
    await page.getByRole('link', { name: 'غرب أفريقيا', exact: true }).first().click()
    await page.waitForURL('**/places/011')
    expect(await page.locator('h1').innerText()).toContain('غرب أفريقيا')
    await page.locator('main .places a[href="/places/NE"]').first().click()
    await page.waitForURL('**/places/NE')
    await page.locator('main .places a[href="/places/NE-5"]').first().click()
    await page.waitForURL('**/places/NE-5')
    expect((await trail(page)).length).toBe(5)
    await page.getByRole('link', { name: 'العالم' }).first().click()
    await page.waitForURL('**/places/001')
  },
)

test('a record in Arabic reads from the right, and what is not translated keeps its own direction', async () => {
  const page = await window.open(demo.arabic, { locale: 'ar' })
  expect(await page.locator('h1').innerText()).toContain('الجسور')
  await page.goto(`${window.origin}${demo.story}`)
  const title = page.locator('h1 [lang=en]')
  expect(await title.innerText()).toBe('The forty-one names')
  expect(await page.locator('main').innerText()).toContain('كُتب')
})
