import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { moment } from '../src/base/cache/kept-pages.ts'
import { changed } from '../src/base/cache/tags.ts'
import { countingQueries, db } from '../src/base/database/database.ts'
import { everyone, members, stranger, type Viewer } from '../src/base/viewer.ts'
import { doorsOf, pages } from './support/addresses.ts'
import { barriers } from './support/axe.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'
import { overflowing } from './support/overflow.ts'
import { unfilled } from './support/unfilled.ts'
import { until } from './support/until.ts'
import { kilobytesOf } from './support/wire.ts'

/** What every page of the demo keeps, whoever reads it and with whatever. */
const window = browserWindow(demoDatabase())

const wide = { width: 1200, height: 800 }
const phone = { width: 360, height: 640 }
const small = { width: 320, height: 568 }

let viewer = stranger
const unkept = createApp({ viewerOf: () => viewer })
let somebody: Viewer
beforeAll(async () => {
  const { thing } = await db().selectFrom('person').select('thing').limit(1).executeTakeFirstOrThrow()
  somebody = { kind: 'person', id: thing, circles: [everyone, members] }
})

test('every address that is answered is tested, and every address tested is answered', () => {
  expect(doorsOf(createApp()).length).toBeGreaterThan(20)
  const app = createApp()
  app.get('/new', (c) => c.text(''))
  expect(() => doorsOf(app)).toThrow('/new')
})

describe.each(pages)('%s', (path) => {
  test('has no barrier, light or dark, wide or on a phone', async () => {
    const page = await window.walk(path, { viewport: wide })
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, 'as drawn')).toEqual([])
    await page.setViewportSize(phone)
    expect(await barriers(page, 'as drawn')).toEqual([])
    await fits(page)
  })

  test('has no barrier in Arabic, on a phone', async () => {
    const page = await window.walk(path, { locale: 'ar', viewport: phone })
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await barriers(page, 'as read')).toEqual([])
    await fits(page)
  })

  test('is useful without script', async () => {
    const page = await window.walk(path, { javaScriptEnabled: false, viewport: phone })
    expect(await page.locator('h1').count()).toBe(1)
    expect((await page.locator('h1').innerText()).trim()).not.toBe('')
    expect((await page.locator('main').innerText()).trim().length).toBeGreaterThan(80)
    expect(await page.locator('main a[href], main form').count()).toBeGreaterThan(0)
    expect(await unfilled(page)).toEqual([])
  })

  test('asks the database eight times at most with nothing kept, and is 15 KB at most', async () => {
    for (viewer of [stranger, somebody]) {
      const before = moment()
      await changed('*')
      await until(() => expect(moment()).not.toBe(before))
      const { queries } = await countingQueries(async () => (await unkept.request(path)).text())
      expect(queries, viewer.kind).toBeLessThanOrEqual(8)
    }
    expect(await kilobytesOf(window.origin + path)).toBeLessThanOrEqual(15)
  })
})

async function fits(page: Page): Promise<void> {
  for (const size of [phone, small]) {
    await page.setViewportSize(size)
    expect(await overflowing(page), `at ${size.width} px`).toEqual([])
  }
  // A browser complains of every page with a status of 400 or more, which some of these have.
  expect(window.complaints.filter((said) => !/status of 4(04|10|22)/.test(said))).toEqual([])
}
