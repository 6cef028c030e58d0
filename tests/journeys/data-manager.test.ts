import { expect, test } from 'vitest'
import { system } from '../../src/base/viewer.ts'
import { importRecords } from '../../src/records/importing.ts'
import { demo } from '../support/addresses.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

/** In a ministry, in French: read how a practice came to say what it says, and take it away as data. */
const window = browserWindow(demoDatabase())

test.each([true, false])(
  'a data manager reads versions and takes the record away (script: %s)',
  async (javaScriptEnabled) => {
    const page = await window.open(demo.practice, { locale: 'fr', javaScriptEnabled })
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(await page.locator('h1').innerText()).toBe('Cordons pierreux au-dessus des champs encroûtés')
    expect(await page.locator('main').innerText()).toContain('Relu · version 3')

    await page.getByRole('link', { name: '3 versions' }).click()
    await page.waitForURL('**/versions')
    expect(await page.locator('main > ol > li').count()).toBe(3)
    expect(await page.locator('main > ol > li').first().innerText()).toContain('12 mai 2026')
    await page.getByRole('link', { name: 'Ce qui a changé' }).first().click()
    await page.waitForURL('**/versions/3/changes')
    expect(await page.locator('main ins, main del').count()).toBeGreaterThan(0)

    await page.goBack()
    await page.waitForURL('**/versions')
    await page.getByRole('link', { name: 'Version 1' }).click()
    await page.waitForURL('**/versions/1')
    await page.getByRole('link', { name: 'version 3' }).click()
    await page.waitForURL('**/cordons-pierreux**')

    const address = await page.getByRole('link', { name: /JSON/ }).getAttribute('href')
    const answer = await page.request.get(window.origin + address)
    expect(answer.headers()['content-type']).toContain('application/json')
    const json = await answer.json()
    expect(json.versions).toHaveLength(3)
    expect(await importRecords(system('test'), [{ place: 'the API', json }])).toEqual({
      made: 0,
      changed: 0,
      unchanged: 1,
      faults: [],
    })
  },
)

test('a list of practices is a table of chosen answers, and a file', async () => {
  const page = await window.open('/search?instrument=slm-practice&view=table', { locale: 'fr' })
  const rows = await page.locator('tbody tr').count()
  expect(rows).toBeGreaterThan(10)
  const address = await page.getByRole('link', { name: /CSV/ }).getAttribute('href')
  const answer = await page.request.get(window.origin + address)
  expect(answer.headers()['content-type']).toContain('text/csv')
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines.length).toBeGreaterThan(rows)
})
