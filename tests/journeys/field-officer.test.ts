import { expect, test } from 'vitest'
import { browserWindow, poorPhone } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

/** On a phone of 360 px with Save-Data and no script: find what worked in conditions like mine. */
const window = browserWindow(demoDatabase())

test('a field officer finds what worked, and sets it beside what was done in conditions alike', async () => {
  const page = await window.open('/', poorPhone)
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.resourceType()))

  await page.locator('main input[type=search]').fill('stone bunds')
  await page.locator('main').getByRole('button', { name: 'Search' }).tap()
  await page.waitForURL('**/search?q=stone+bunds')
  const everything = await counted(page.locator('main'))
  expect(everything).toBeGreaterThan(5)

  await page.getByRole('button', { name: 'Narrow down' }).tap()
  const practices = page.getByRole('link', { name: /^Practice \d/ })
  const promised = Number(await practices.locator('.count').innerText())
  await practices.tap()
  await page.waitForURL('**kind=practice**')
  expect(await counted(page.locator('main'))).toBe(promised)
  expect(promised).toBeLessThan(everything)

  await page.getByRole('link', { name: 'Stone bunds above crusted fields' }).first().tap()
  await page.waitForURL('**/records/**')
  expect(await page.locator('h1').innerText()).toBe('Stone bunds above crusted fields')
  for (const heading of ['At a glance', 'Conditions alike', 'How it came to be', 'Who made this'])
    expect(await page.getByRole('heading', { name: heading }).count(), heading).toBe(1)
  expect(await page.locator('main').innerText()).toMatch(/somebody who asked not to be named/i)

  const [other] = await page.locator('main aside .card a.whole').allInnerTexts()
  await page.getByRole('link', { name: 'Side by side' }).first().tap()
  await page.waitForURL('**/compare?**')
  expect(await page.locator('h1').innerText()).toBe('Side by side')
  const columns = await page.locator('.beside > thead th').allInnerTexts()
  expect(columns.map((one) => one.trim())).toEqual([
    expect.any(String),
    'Stone bunds above crusted fields',
    other,
  ])
  const differing = await page.locator('.beside > tbody > tr').count()
  await page.getByRole('link', { name: 'Show all answers' }).tap()
  await page.waitForURL('**show=all**')
  const all = await page.locator('.beside > tbody > tr').count()
  expect(differing).toBeGreaterThan(0)
  expect(differing).toBeLessThan(all)

  expect(new Set(fetched)).toEqual(new Set(['document', 'stylesheet']))
})

test('what worked in conditions like mine is three taps and one answer from home', async () => {
  const page = await window.open('/', poorPhone)
  await page.getByRole('link', { name: 'What worked elsewhere' }).tap()
  await page.waitForURL('**/conditions')
  await page.getByLabel('Where is it?').selectOption({ label: 'Niger' })
  await page.getByRole('button', { name: 'Show what worked' }).tap()
  await page.waitForURL('**/conditions?place=NE')
  expect(await page.locator('main').innerText()).toMatch(/\d+ are at least half alike/)
  await page.locator('main .card h3 a').first().tap()
  await page.waitForURL('**/records/**')
  expect(await page.locator('h1').count()).toBe(1)
})

/** How many results a page of results says there are. */
async function counted(main: { innerText: () => Promise<string> }): Promise<number> {
  return Number(/(\d+) results/.exec(await main.innerText())![1])
}
