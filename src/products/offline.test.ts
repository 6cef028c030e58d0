import { getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { browserWindow } from '../../tests/support/browser.ts'
import { demoDatabase } from '../../tests/support/database.ts'
import { until } from '../../tests/support/until.ts'

const window = browserWindow(demoDatabase())

test('a field sheet that was opened once is readable without a line, with its picture and its look', async () => {
  const page = await window.open('/records/568qx7fefd72/field-sheet')
  await page.getByText('Kept on this device').waitFor()
  await page.context().setOffline(true)
  await page.reload()
  expect(await page.locator('h1').innerText()).toBe('Stone bunds above crusted fields')
  const picture = page.locator('article img')
  await until(async () =>
    expect(await picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(100),
  )
  expect(
    await page.locator('.product-panel').evaluate((one) => getComputedStyle(one).backgroundColor),
  ).not.toBe('rgba(0, 0, 0, 0)')
  // What was not opened is not there, and neither is anything that is no sheet.
  await expect(page.goto(`${window.origin}/records/c7208bd5t96n/field-sheet`)).rejects.toThrow()
  await expect(page.goto(`${window.origin}/about`)).rejects.toThrow()
})

test('the page of a field sheet is printed on one sheet of paper, as the file is', async () => {
  const page = await window.open('/records/568qx7fefd72/field-sheet')
  for (const sheet of [
    '568qx7fefd72/field-sheet?read=en',
    // The fullest of the demo.
    'ygc5qwps0ab2/field-sheet?read=en',
    '5zncnxftswhq/field-sheet?read=ar',
  ]) {
    await page.goto(`${window.origin}/records/${sheet}`)
    const file = new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true }))
    expect((await getDocumentProxy(file)).numPages, sheet).toBe(1)
  }
})

test('what is no longer open is forgotten', async () => {
  const page = await window.open('/records/q30chnc4ktzd/field-sheet')
  await page.getByText('Kept on this device').waitFor()
  const kept = () => page.evaluate(async () => (await caches.keys()).length)
  expect(await kept()).toBe(1)
  await page.route('**/field-sheet', (route) => route.fulfill({ status: 410, body: '' }))
  await page.context().route('**/field-sheet', (route) => route.fulfill({ status: 410, body: '' }))
  await page.evaluate(() => fetch('/records/q30chnc4ktzd/field-sheet'))
  await until(async () => expect(await kept()).toBe(0))
})
