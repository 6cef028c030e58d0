import { expect, test } from 'vitest'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

/** Somebody who has never been here wonders what is asked of a practice. */
const window = browserWindow(demoDatabase())

test.each([true, false])(
  'a newcomer opens the questionnaires and reads one (script: %s)',
  async (javaScriptEnabled) => {
    const page = await window.open('/', { javaScriptEnabled })
    await page.getByRole('contentinfo').getByRole('link', { name: 'Questionnaires' }).click()
    await page.waitForURL('**/instruments')
    await page.locator('main').getByRole('link', { name: 'Story', exact: true }).click()
    await page.waitForURL('**/instruments/story')
    expect(await page.locator('main').innerText()).toContain('What was happening, before it began?')

    await page.goto(`${window.origin}/instruments/slm-practice`)
    await page
      .locator('main')
      .getByRole('link', { name: /Land and people/ })
      .first()
      .click()
    await page.waitForURL('**/instruments/slm-practice/**')
    expect(await page.locator('main h1').count()).toBe(1)
    const questions = await page.locator('main').innerText()
    expect(questions.length).toBeGreaterThan(1000)

    await page.goBack()
    const address = await page.locator('main a[href$=".json"]').first().getAttribute('href')
    const definition = await (await page.request.get(window.origin + address)).json()
    expect(definition).toMatchObject({ format: 'baobab-instrument/1', slug: 'slm-practice' })
  },
)
