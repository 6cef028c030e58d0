import { expect, test } from 'vitest'
import { demo } from '../support/addresses.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

/** What holds wherever one is: languages, old addresses, things that are gone, paper. */
const window = browserWindow(demoDatabase())

test.each([true, false])(
  'the language changes the page one is on, and is remembered (script: %s)',
  async (javaScriptEnabled) => {
    const page = await window.open('/search?q=zai&kind=practice', { javaScriptEnabled })
    await page.locator('header details.menu summary').click()
    await page.locator('header').getByRole('link', { name: 'Français' }).click()
    await page.waitForURL('**lang=fr**')
    const here = new URL(page.url())
    expect(here.pathname).toBe('/search')
    expect(here.searchParams.get('q')).toBe('zai')
    expect(here.searchParams.get('kind')).toBe('practice')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await page.goto(`${window.origin}/about`)
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await page.goto(`${window.origin}/about?lang=ar`)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  },
)

test('the first language of the browser that is spoken here is', async () => {
  for (const [locale, lang] of [
    ['fr-BF', 'fr'],
    ['ar-TN', 'ar'],
    ['sw', 'en'],
  ] as const) {
    const page = await window.open('/', { locale })
    expect(await page.locator('html').getAttribute('lang'), locale).toBe(lang)
  }
})

test('an old title leads to the record, with what was asked', async () => {
  const page = await window.open('/records/568qx7fefd72/another-title?read=en')
  expect(new URL(page.url()).pathname).toBe(demo.practice)
  expect(await page.locator('h1').innerText()).toBe('Stone bunds above crusted fields')
  const answer = await page.request.get(`${window.origin}/records/568qx7fefd72`, { maxRedirects: 0 })
  expect(answer.status()).toBe(301)
})

test('a withdrawn record says that it was here, and why it is gone', async () => {
  const page = await window.open('/about')
  const answer = await page.goto(window.origin + demo.withdrawn)
  expect(answer!.status()).toBe(410)
  expect(await page.locator('h1').innerText()).toBe('Prosopis hedges around gardens')
  expect((await page.locator('main').innerText()).length).toBeGreaterThan(200)
  expect(await page.locator('main a[href^="/search"]').count()).toBeGreaterThan(0)
})

test('a wrong address says so and helps on', async () => {
  const page = await window.open('/about')
  for (const path of ['/no-such-page', '/records/000000000000', '/places/ZZ', '/instruments/none']) {
    const answer = await page.goto(window.origin + path)
    expect(answer!.status(), path).toBe(404)
    await page.locator('main input[type=search]').fill('terraces')
    await page.locator('main input[type=search]').press('Enter')
    await page.waitForURL('**/search?q=terraces')
    expect(await page.locator('main .feed h3').count()).toBeGreaterThan(0)
  }
})

test.each([
  demo.practice,
  '/places/NE',
  '/search?q=stone+bunds',
  '/records/compare?of=568qx7fefd72&of=6mp6wj1v4pcz',
])('on paper there is the page and no navigation: %s', async (path) => {
  const page = await window.open(path)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('main h1').isVisible()).toBe(true)
  // A sheet of A4 within its margins: what is wider makes the browser draw all of it smaller.
  await page.setViewportSize({ width: 658, height: 900 })
  expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBeLessThanOrEqual(658)
  for (const hidden of [
    '.skip',
    'header nav',
    'form.search',
    '.menu',
    'nav.toc',
    'nav.facets',
    'footer nav',
    'button',
  ])
    for (const one of await page.locator(hidden).all())
      expect(await one.isVisible(), `${hidden}: ${(await one.innerText()).slice(0, 40)}`).toBe(false)
})
