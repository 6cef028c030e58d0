import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/base/root.ts'
import { demoPassword } from '../src/people/demo.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'
import { beOld } from './support/old-browser.ts'
import { until } from './support/until.ts'

/** What runs in a page runs in a browser of 2021, too: all that it lacked is taken from this one. */
const window = browserWindow(demoDatabase())

/** Every element that has code of its own. */
const elements = [
  ...readFileSync(join(root, 'src/ui/elements/main.ts'), 'utf8').matchAll(
    /^ {2}'([a-z-]+)': \(\) => import/gm,
  ),
].map(([, name]) => name!)

test('every element comes to life in a browser of 2021, and none complains', async () => {
  const page = await window.open('/sign-in')
  await beOld(page)
  const met = new Set<string>()
  const meet = async () => {
    const here = await page.evaluate(
      (names) => names.filter((name) => document.querySelector(name)),
      elements,
    )
    for (const name of here) met.add(name)
    await until(async () => expect(await page.locator(':not(:defined)').count(), page.url()).toBe(0))
  }
  const go = async (path: string) => {
    await page.goto(window.origin + path)
    await meet()
  }
  await go('/sign-in')
  await page.getByLabel('Mail address').fill('member@demo.example')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((at) => at.pathname !== '/sign-in')
  for (const path of [
    '/',
    '/desk',
    '/places',
    '/search?q=stone+bunds',
    '/threads/th7eadmap001',
    '/ask',
    '/communities/land-degradation-neutrality-in-practice',
    '/communities/land-degradation-neutrality-in-practice/threads/new',
    '/records/568qx7fefd72',
    '/tell',
  ])
    await go(path)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('button', { name: /Say it instead.*What did you do/ }).click()
  await page.waitForURL('**/voice/telling/what_you_did')
  await meet()
  await go('/write?with=story')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('**/essentials')
  await meet()
  await go('/records/c7208bd5t96n/field-sheet')
  expect([...met].sort()).toEqual([...elements].sort())
  expect(window.complaints).toEqual([])
})
