import { expect, test } from 'vitest'
import { demo } from '../support/addresses.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

/** What script adds: pages that change in place, suggestions, copying. Under the same policy, without a complaint. */
const window = browserWindow(demoDatabase())

test('pages change in place, and back, and nothing complains', async () => {
  const page = await window.open('/')
  await page.evaluate(`window.same = true`)
  for (const [link, address] of [
    ['Explore', '/search'],
    ['Communities', '/communities'],
    ['Places', '/places'],
    ['Give and get', '/exchange'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click()
    await page.waitForURL(`**${address}`)
    await page.locator(`header a[href="${address}"][aria-current]`).waitFor()
  }
  await page.goBack()
  await page.waitForURL('**/places')
  await page.locator('main input[type=search], main h1').first().waitFor()
  expect(await page.evaluate(`window.same`)).toBe(true)
  expect(window.complaints).toEqual([])
})

test('a link within the page moves in it, takes the focus along and fetches nothing', async () => {
  const page = await window.open(demo.practice, { reducedMotion: 'reduce' })
  await page.waitForLoadState('networkidle')
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  await page.locator('nav.toc a[href="#how-it-came-to-be"]').last().click()
  await page.waitForURL('**#how-it-came-to-be')
  await expect
    .poll(() => page.evaluate(`document.querySelector('#how-it-came-to-be').getBoundingClientRect().top`))
    .toBeLessThan(200)
  await page.goBack()
  await expect.poll(() => page.url()).not.toContain('#')
  expect(fetched).toEqual([])
  expect(window.complaints).toEqual([])
})

test('the list of sections follows the reader, and stays where it is while somebody points at it', async () => {
  const page = await window.open(demo.practice, { viewport: { width: 1200, height: 400 } })
  await page.waitForLoadState('networkidle')
  const rail = page.locator('nav.toc')
  const read = async (share: number): Promise<number> => {
    const links = rail.locator('section-rail a[href^="#"]')
    const link = links.nth(Math.floor((await links.count()) * share))
    const id = (await link.getAttribute('href'))!
    await page.evaluate((id) => document.querySelector(decodeURIComponent(id))!.scrollIntoView(), id)
    await expect.poll(() => link.getAttribute('aria-current')).toBe('true')
    return rail.evaluate((one) => one.scrollTop)
  }
  await rail.hover({ position: { x: 20, y: 20 } })
  expect(await read(0.9)).toBe(0)
  await page.mouse.move(900, 200)
  expect(await read(0.8)).toBeGreaterThan(50)
  expect(window.complaints).toEqual([])
})

test('suggestions appear while one types, are chosen by arrow keys and searched for', async () => {
  const page = await window.open('/')
  const box = page.locator('main input[type=search]')
  await box.pressSequentially('stone bu', { delay: 20 })
  const options = page.locator('main [role=option]')
  await options.first().waitFor()
  const said = (await options.allInnerTexts()).map((one) => one.trim())
  expect(said.every((one) => one.toLowerCase().startsWith('stone bu'))).toBe(true)
  await box.press('ArrowDown')
  await box.press('ArrowDown')
  await box.press('Enter')
  await page.waitForURL('**/search?q=**')
  expect(said).toContain(new URL(page.url()).searchParams.get('q'))
  expect(await page.locator('main .feed h3').count()).toBeGreaterThan(0)
  expect(window.complaints).toEqual([])
})

test('suggestions close when one leaves the box, and with Escape', async () => {
  const page = await window.open('/')
  const box = page.locator('main input[type=search]')
  const option = page.locator('main [role=option]').first()
  await box.pressSequentially('stone', { delay: 20 })
  await option.waitFor()
  await page.keyboard.press('Tab')
  await option.waitFor({ state: 'hidden' })
  await box.fill('terr')
  await option.waitFor()
  await box.press('Escape')
  await option.waitFor({ state: 'hidden' })
  await box.fill('terra')
  await option.click()
  await page.waitForURL('**/search?q=**')
})

test('the citation is copied', async () => {
  const page = await window.open(demo.practice)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(`navigator.clipboard.readText()`)
  expect(copied).toBe((await page.locator('#citation').innerText()).trim())
  expect(copied).toContain('Salamata Ouédraogo (2026)')
  expect(window.complaints).toEqual([])
})

test('a menu closes with Escape and gives the focus back; the list of countries is narrowed while one types', async () => {
  const page = await window.open('/places')
  const menu = page.locator('header details.menu')
  await menu.locator('summary').click()
  expect(await menu.getAttribute('open')).not.toBeNull()
  await page.keyboard.press('Escape')
  expect(await menu.getAttribute('open')).toBeNull()
  expect(await page.evaluate(`document.activeElement.localName`)).toBe('summary')
  await page.locator('filter-list input').fill('burk')
  expect(await page.locator('#countries > :visible').allInnerTexts()).toEqual([
    expect.stringContaining('Burkina Faso'),
  ])
})
