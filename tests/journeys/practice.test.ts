import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { system } from '../../src/base/viewer.ts'
import { definitionOf, editionFor } from '../../src/instruments/editions.ts'
import { appoint } from '../../src/people/appointing.ts'
import { addPerson } from '../../src/people/inviting.ts'
import type { Typed } from '../../src/records/writing/filling-fields.ts'
import { setSite } from '../../src/ui/site.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { password } from '../support/member.ts'
import { neededTyped } from '../support/writing.ts'

/**
 * One practice from its first word to its successor: two people write it, two others review it, it is
 * published, translated, used, adapted, and another takes its place.
 */
const window = browserWindow(demoDatabase())
beforeAll(() => setSite({ origin: window.origin }))

const record = (question: string) => `@record/only/${question}`

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, javaScriptEnabled) => {
  const named = (name: string) => `${name}${javaScriptEnabled ? 'a' : 'o'}`

  async function signedIn(name: string, role?: 'reviewer'): Promise<Page> {
    const email = `${named(name).toLowerCase()}@example.net`
    const handle = await addPerson({ name: named(name), email, password })
    if (role) await appoint(system('test'), { handle, role })
    const page = await window.open('/sign-in', { javaScriptEnabled, viewport: { width: 360, height: 740 } })
    await page.getByLabel('Mail address').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL((at) => at.pathname !== '/sign-in')
    return page
  }
  const go = (page: Page, path: string) => page.goto(new URL(path, window.origin).href)

  /** Fills a form in by the names of its controls, as somebody would. */
  async function fill(page: Page, form: string, values: Typed): Promise<void> {
    for (const [name, value] of Object.entries(values))
      for (const one of [value].flat()) {
        const control = page.locator(`${form} [name="${name}"]:not([type=hidden])`)
        if ((await control.count()) === 0) continue
        const kind = await control.first().evaluate((at) => (at as HTMLInputElement).type)
        if (kind === 'radio' || kind === 'checkbox')
          await page.locator(`${form} [name="${name}"][value="${one}"]`).check()
        else if (kind === 'select-one') await control.selectOption(one)
        else await control.fill(one)
      }
  }
  /** Presses a button and waits until what it sends was taken. */
  async function press(page: Page, button: string): Promise<void> {
    await Promise.all([
      page.waitForResponse(
        (answer) => answer.request().method() === 'POST' && !answer.url().endsWith('/answers'),
      ),
      page.locator(button).first().click(),
    ])
    await page.waitForLoadState()
  }
  async function send(
    page: Page,
    form: string,
    values: Typed = {},
    button = 'button[type=submit]:visible',
  ): Promise<void> {
    await fill(page, form, values)
    await press(page, `${form} ${button}`)
  }
  const at = (page: Page) => new URL(page.url()).pathname

  async function begin(page: Page, address: string): Promise<string> {
    await go(page, address)
    await send(page, 'form[action="/drafts"]')
    await page.waitForURL('**/essentials')
    return at(page).replace('/essentials', '')
  }
  async function write(page: Page, draft: string, needed: Typed): Promise<void> {
    await go(page, `${draft}/essentials`)
    await send(
      page,
      'form.writing',
      {
        [record('summary/en')]: 'What was done, and what came of it.',
        [record('knowledge')]: 'experience',
        [record('licence')]: 'CC-BY-4.0',
        [record('places:more')]: 'NE',
        ...needed,
      },
      'button[value=next]:visible',
    )
    await go(page, `${draft}/checks`)
  }
  /** What is only to be looked at is waved through with a word. */
  async function submit(page: Page): Promise<string> {
    await send(page, 'form[action$="/submission"]', { words: 'It may stand.' })
    await page.waitForURL('**/reviews/**')
    return at(page)
  }
  async function approve(page: Page, review: string): Promise<void> {
    await go(page, review)
    for (const step of ['taking', 'acceptance'])
      if (await page.locator(`form[action$="/${step}"]`).count()) await send(page, `form[action$="/${step}"]`)
    await go(page, review)
    await send(page, 'form[action$="/approval"]')
  }

  test('three people and a second reviewer make, review, publish, translate, use, adapt and supersede one practice', async () => {
    const needed = async (slug: string) => neededTyped(await definitionOf((await editionFor(slug))!.id))
    const [title, newer] = [`Names before totals, ${named('An')}`, `Names and totals, ${named('An')}`]
    const awa = await signedIn('Aw')
    const binta = await signedIn('Bint')
    const chidi = await signedIn('Chid', 'reviewer')
    const dalia = await signedIn('Dali', 'reviewer')

    const draft = await begin(awa, '/write?with=emis-practice')
    await go(awa, `${draft}/people`)
    await send(awa, 'form[action$="/people/invitations"]', { whom: named('bint') })
    await go(binta, '/write')
    await binta.locator('a[href="/write/invitations"]').click()
    await binta.waitForURL('**/write/invitations')
    await send(binta, 'form[action*="/write/invitations/"]', {}, 'button[value=yes]')
    await go(binta, `${draft}/essentials`)
    await send(
      binta,
      'form.writing',
      { [record('organisations')]: 'Kenema Schools Data Desk' },
      'button[value=stay]:visible',
    )

    const practice = await needed('emis-practice')
    await write(awa, draft, { ...practice, 'name/only/title/en': title })
    const review = await submit(awa)
    await approve(chidi, review)
    await approve(dalia, review)
    const published = await recordCalled(title)
    const reader = await window.open(published, { javaScriptEnabled })
    for (const words of ['Reviewed · version 1', named('Aw'), named('Bint'), 'Kenema Schools Data Desk'])
      await reader.getByText(words).first().waitFor()

    await go(binta, `${published}/translation/es`)
    await send(binta, 'main form[action$="/translation/es"]', {
      '@record/only/title': 'Nombres antes que totales',
      'name/only/title': 'Nombres antes que totales',
    })
    await go(reader, `${published}?read=es`)
    await reader.getByRole('heading', { name: 'Nombres antes que totales' }).waitFor()

    await go(chidi, `${published}/uses/new`)
    await send(chidi, 'form[action$="/uses"]', { outcome: 'partly', note: 'It held until the rains.' })
    await go(reader, published)
    await reader.getByText('It held until the rains.').first().waitFor()

    const ref = published.split('/')[2]!
    const adapting = await begin(dalia, `/write?adapts=${ref}&with=lesson`)
    await write(dalia, adapting, {
      ...(await needed('lesson')),
      [record('title/en')]: `Adapted, ${named('An')}`,
      [record('changed/en')]: 'Half the stones, for they are far.',
    })
    await send(dalia, 'form[action$="/publication"]')
    await go(reader, `${published}/variants`)
    await reader
      .getByText(`Adapted, ${named('An')}`)
      .first()
      .waitFor()

    const successor = await begin(awa, `/write?replaces=${ref}`)
    await write(awa, successor, { ...practice, 'name/only/title/en': newer })
    const second = await submit(awa)
    await approve(chidi, second)
    await approve(dalia, second)
    await go(reader, published)
    await reader.getByRole('main').getByRole('link', { name: newer }).first().waitFor()
    expect(window.complaints.filter((said) => !/status of 4/.test(said))).toEqual([])
  }, 180_000)
})

/** The address of the record of this title, once it is published. */
async function recordCalled(title: string): Promise<string> {
  const { rows } = await sql<{ ref: string }>`
    select thing.ref from record join thing on thing.id = record.thing join version on version.id = record.current
    where content #>> '{title,texts,en}' = ${title}`.execute(db())
  expect(rows, title).toHaveLength(1)
  return `/records/${rows[0]!.ref}`
}
