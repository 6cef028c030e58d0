import { sql } from 'kysely'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { demoPassword } from '../src/people/demo.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'

/** The bar of every page on a phone: two short rows, with every way in sight. */
const window = browserWindow(demoDatabase())

let member: BrowserContextOptions['storageState']
beforeAll(async () => {
  const page = await window.open('/sign-in', { javaScriptEnabled: false })
  await page.getByLabel('Mail address').fill('member@demo.example')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'My desk' }).waitFor()
  await sql`
    insert into notice (person, kind, thing, cause, why, basis)
    select person.thing, 'post', thread, post.thing, 'member', 'community' from person, post where handle = 'amina-sow'`.execute(
    db(),
  )
  member = await page.context().storageState()
})

/** In how many rows these stand: what begins below where all before it ended stands in the next. */
const rowsOf = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluateAll((all) => {
    let rows = 0
    let end = Number.NEGATIVE_INFINITY
    for (const box of all.map((one) => one.getBoundingClientRect()).sort((a, b) => a.top - b.top)) {
      if (box.top >= end - 1) rows++
      end = Math.max(end, box.bottom)
    }
    return rows
  })

const ways = '.bar :is(.brand, .menu summary, .me, .main-nav a)'
/** How many of the ways stand in the window whole. */
const inSight = (page: Page): Promise<number> =>
  page.locator(ways).evaluateAll(
    (all) =>
      all.filter((one) => {
        const { left, right, height } = one.getBoundingClientRect()
        return height > 0 && left >= 0 && right <= document.documentElement.clientWidth
      }).length,
  )

describe.each(['en', 'fr', 'ar', 'ru', 'es', 'pt'])('in %s', (locale) => {
  test.each([
    ['a stranger', false, true],
    ['a stranger without script', false, false],
    ['a member', true, true],
    ['a member without script', true, false],
  ])('%s sees two rows on a phone', async (_, signedIn, javaScriptEnabled) => {
    const viewport = { width: 360, height: 640 }
    const storageState = signedIn ? member : undefined
    const page = await window.open('/places', { locale, viewport, javaScriptEnabled, storageState })
    for (const path of ['/places', '/about', '/']) {
      if (path !== '/places') await page.goto(window.origin + path)
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 640 })
        expect(await rowsOf(page, '.bar .wrap > *'), `${path} at ${width} px`).toBe(2)
        expect(await rowsOf(page, '.main-nav li'), `${path} at ${width} px`).toBe(1)
      }
      await page.setViewportSize(viewport)
      expect(await inSight(page), path).toBe(8)
      const bar = await page.locator('.bar .wrap').boundingBox()
      expect(bar!.height).toBeLessThan(112)
    }
  })
})

test('where the places to go need more room than there is, the keyboard brings each into sight', async () => {
  const page = await window.open('/places', { locale: 'fr', viewport: { width: 320, height: 640 } })
  await page.evaluate(`document.documentElement.style.fontSize = '200%'`)
  expect(await rowsOf(page, '.main-nav li')).toBe(1)
  const last = page.locator('.main-nav a').last()
  const within = () =>
    last.evaluate((one) => one.getBoundingClientRect().right <= document.documentElement.clientWidth)
  expect(await within()).toBe(false)
  await page.locator('.me').focus()
  for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab')
  await expect.poll(within).toBe(true)
})

test('on a wide screen the bar is one row', async () => {
  for (const [width, rows] of [
    [1280, 1],
    [1000, 2],
  ] as const) {
    const page = await window.open('/places', { locale: 'es', viewport: { width, height: 640 } })
    expect(await rowsOf(page, '.bar .wrap > *')).toBe(rows)
    expect(await inSight(page)).toBe(8)
  }
})
