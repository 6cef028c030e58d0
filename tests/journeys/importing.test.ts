import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { drain } from '../../src/base/outbox/dispatch.ts'
import { system } from '../../src/base/viewer.ts'
import { appoint } from '../../src/people/appointing.ts'
import { addPerson } from '../../src/people/inviting.ts'
import { reactions } from '../../src/reactions.ts'
import { doWork } from '../../src/records/bringing/work.ts'
import { barriers } from '../support/axe.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { overflowing } from '../support/overflow.ts'

/** A curator brings a table in, sees what it would change, runs it, finds it, and takes it back; the test is the worker. */
const window = browserWindow(demoDatabase())
const account = { email: 'curator@example.net', password: 'stone bunds on the slope' }

beforeAll(async () => {
  const handle = await addPerson({ name: 'Curator', ...account })
  await appoint(system('test'), { handle, role: 'curator' })
})

/** Of each run another title: what was taken back is known by its title no more, but its words are no others'. */
const table = (title: string) =>
  Buffer.from(`Titre;Pays;Genre;Remarque\n${title};NE;Étude;a\nSans lieu;Nulle part;Étude;b\n;NE;Étude;c\n`)

async function signedIn(options: Parameters<typeof window.open>[1]): Promise<Page> {
  const page = await window.open('/sign-in', options)
  await page.locator('input[name=email]').fill(account.email)
  await page.locator('input[name=password]').fill(account.password)
  await page.locator('main button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

/** What the worker would do by now; then the page as it stands. */
async function worked(page: Page): Promise<void> {
  await page.waitForURL('**/imports/*')
  await doWork(/\/imports\/(\w{12})/.exec(page.url())![1]!)
  await drain(reactions)
  await page.goto(page.url().replace(/\?.*/, ''))
}

/** The titles that somebody finds by a word, as a reader who is not signed in. */
async function found(word: string, options: Parameters<typeof window.open>[1]): Promise<string[]> {
  const page = await window.open('/', options)
  const box = page.locator('main input[type=search]')
  await box.fill(word)
  await box.press('Enter')
  await page.waitForURL('**/search?q=**')
  await page.locator('main h1').waitFor()
  const titles = await page.locator('main .feed h3').allInnerTexts()
  await page.context().close()
  return titles.map((one) => one.trim())
}

/** A page that looks again by itself says how to stop that, which is what is asked of one (WCAG 2.2.1); axe cannot tell. */
async function soundIn(page: Page, script: boolean): Promise<void> {
  expect(await overflowing(page)).toEqual([])
  // Without script axe waits for clocks that do not go.
  if (script) expect((await barriers(page)).filter((one) => !one.startsWith('meta-refresh'))).toEqual([])
}

test.each([
  { lang: 'en', javaScriptEnabled: true, viewport: { width: 1280, height: 900 } },
  { lang: 'ar', javaScriptEnabled: true, viewport: { width: 320, height: 640 } },
  { lang: 'fr', javaScriptEnabled: false, viewport: { width: 320, height: 640 } },
])('a table is previewed, run and taken back: %o', async ({ lang, ...options }) => {
  const title = `Diguettes ${lang}qqz à Aguié`
  const reading = { locale: lang, ...options }
  expect(await found(`${lang}qqz`, reading)).not.toContain(title)
  const page = await signedIn(reading)
  const sound = (one: Page) => soundIn(one, options.javaScriptEnabled)
  await page.goto(`${window.origin}/imports`)
  await sound(page)
  await page.locator('main a[href="/imports/new"]').first().click()
  await page.waitForURL('**/imports/new')
  await sound(page)
  await page.locator('input[value=table]').check()
  await page.locator('select[name=instrument]').selectOption('report')
  await page
    .locator('input[name=file]')
    .setInputFiles({ name: `fiches-${lang}.csv`, mimeType: 'text/csv', buffer: table(title) })
  await page.locator('main button[type=submit]').click()
  await page.waitForURL('**/imports/*')
  expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(1)
  await page.locator('main a[href$="?still=1"]').click()
  await page.waitForURL('**still=1')
  expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0)
  await sound(page)
  await worked(page)
  expect(await page.locator('select[name=column0]').inputValue()).toBe('title')
  expect(await page.locator('select[name=column2]').inputValue()).toBe('question/kind')
  await sound(page)
  await page.locator('select[name=column3]').selectOption('summary')
  await page.locator('form[action$="/preview"] button').click()
  await worked(page)
  expect(await page.locator('main section ol > li').count()).toBe(3)
  expect(await page.locator('select[name=column3]').inputValue()).toBe('summary')
  await sound(page)
  await page.locator('form[action$="/run"] button').click()
  await worked(page)
  await sound(page)
  const record = page.locator('main section ol a[href^="/records/"]').first()
  expect(await record.innerText()).toBe(title)
  expect(await found(`${lang}qqz`, reading)).toContain(title)
  const address = (await record.getAttribute('href'))!
  await page.locator('form[action$="/undoing"] button').click()
  await worked(page)
  await sound(page)
  expect((await page.goto(window.origin + address))!.status()).toBe(410)
  expect(await found(`${lang}qqz`, reading)).not.toContain(title)
})

test.each([
  { lang: 'en', javaScriptEnabled: true, viewport: { width: 1280, height: 900 } },
  { lang: 'ar', javaScriptEnabled: true, viewport: { width: 320, height: 640 } },
  { lang: 'fr', javaScriptEnabled: false, viewport: { width: 320, height: 640 } },
])(
  'a vocabulary is chosen from the desk, previewed topic by topic, and taken back: %o',
  async ({ lang, ...options }) => {
    const page = await signedIn({ locale: lang, ...options })
    const sound = () => soundIn(page, options.javaScriptEnabled)
    await page.goto(`${window.origin}/desk/vocabularies`)
    await page.locator('main a[href="/imports/new?kind=vocabulary"]').click()
    await page.waitForURL('**/imports/new?kind=vocabulary')
    expect(await page.locator('input[value=vocabulary]').isChecked()).toBe(true)
    await sound()
    await page.locator('input[name=file]').setInputFiles({
      name: 'soils.ttl',
      mimeType: 'text/turtle',
      buffer: Buffer.from(
        `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:x:${lang}> a skos:ConceptScheme .
<urn:x:${lang}:marl> a skos:Concept ; skos:prefLabel "Marl"@en .
<urn:x:${lang}:none> a skos:Concept .
`,
      ),
    })
    await page.locator('main button[type=submit]').click()
    await worked(page)
    await sound()
    expect(await page.locator('main section ol > li').count()).toBe(2)
    await page.locator('form[action$="/run"] button').click()
    await worked(page)
    await sound()
    await page.locator('form[action$="/undoing"] button').click()
    await worked(page)
    await sound()
    expect(await page.locator('form[action$="/undoing"]').count()).toBe(0)
  },
)
