import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { doorsOf, pages } from './support/addresses.ts'
import { barriers } from './support/axe.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'
import { walk } from './support/keyboard.ts'
import { overflowing } from './support/overflow.ts'
import { unfilled } from './support/unfilled.ts'

/** Every page of the demo, by those who read it otherwise: what it must keep for each of them. */
demoDatabase()
const window = browserWindow()

const wide = { width: 1200, height: 800 }
const phone = { width: 360, height: 640 }
const small = { width: 320, height: 568 }

test('every address that is answered is tested, and every address tested is answered', () => {
  expect(doorsOf(createApp()).length).toBeGreaterThan(20)
  const app = createApp()
  app.get('/new', (c) => c.text(''))
  expect(() => doorsOf(app)).toThrow('/new')
})

describe.each(pages)('%s', (path) => {
  test.each(['en', 'ar'])('has no barrier in %s, light or dark, wide or on a phone', async (locale) => {
    const page = await window.open(path, { locale, viewport: wide })
    expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr')
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, 'as drawn')).toEqual([])
    await page.setViewportSize(phone)
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await barriers(page, 'as drawn')).toEqual([])
    for (const size of [phone, small]) {
      await page.setViewportSize(size)
      expect(await overflowing(page), `at ${size.width} px`).toEqual([])
    }
    expect(window.complaints.filter((said) => !isRefusal(said))).toEqual([])
  })

  test('is useful without script', async () => {
    const page = await window.open(path, { javaScriptEnabled: false, viewport: phone })
    expect(await page.locator('h1').count()).toBe(1)
    expect((await page.locator('h1').innerText()).trim()).not.toBe('')
    expect((await page.locator('main').innerText()).trim().length).toBeGreaterThan(80)
    expect(await page.locator('main a[href], main form').count()).toBeGreaterThan(0)
    expect(await unfilled(page)).toEqual([])
  })

  test.each([wide, phone])('is walked by keyboard at $width px', async (viewport) => {
    const page = await window.open(path, { viewport, reducedMotion: 'reduce' })
    const { stops, missed, left } = await walk(page)
    expect(stops[0]?.name).toContain('class="skip"')
    expect(missed, 'cannot be reached').toEqual([])
    expect(stops.filter(({ seen }) => !seen), 'look the same in focus').toEqual([])
    expect(stops.filter(({ inSight }) => !inSight), 'are out of sight in focus').toEqual([])
    expect(left, 'the end of the page is reached').toBe(true)
    await skipLinkWorks(page)
  })
})

/** A browser says of every page with a status of 400 or more that it failed to load. */
const isRefusal = (said: string): boolean => /status of 4(04|10|22)/.test(said)

async function skipLinkWorks(page: Page): Promise<void> {
  await page.locator('.skip').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(`document.activeElement.id`)).toBe('main')
}
