import { expect, test } from 'vitest'
import { demoPassword } from '../../src/people/demo.ts'
import { browserWindow, poorPhone } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'

const window = browserWindow(demoDatabase())

test.each([
  ['with script', {}],
  ['on a poor phone without', poorPhone],
])('a member makes a collection from a record, arranges it and prints it, %s', async (name, options) => {
  const page = await window.open('/sign-in', options)
  await page.getByLabel('Mail address').fill('member@demo.example')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'My desk' }).click()

  await page.goto(`${window.origin}/records/c7208bd5t96n/the-forty-one-names`)
  await page.getByLabel('Add to a collection').selectOption({ label: 'A new collection' })
  await page.locator('#in-collections').getByRole('button', { name: 'Add' }).click()
  await page.getByLabel('Title of a new collection').fill(`Made ${name}`)
  await page.getByLabel('Note').fill('Read this aloud.')
  await page.getByRole('main').getByRole('button', { name: 'Add' }).click()
  await page.getByRole('heading', { name: `Made ${name}` }).waitFor()
  expect(await page.getByText('Read this aloud.').count()).toBe(1)

  await page.getByRole('link', { name: 'Add and arrange' }).click()
  await page.getByLabel('Address').fill('https://example.org/kit')
  await page.getByRole('main').getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('Address').inputValue()).toBe('https://example.org/kit')
  await page.getByLabel('What it is called').fill('A kit elsewhere')
  await page.getByRole('main').getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('heading', { name: 'A kit elsewhere' }).waitFor()
  await page.getByRole('button', { name: 'Up A kit elsewhere' }).click()
  await page.getByRole('button', { name: 'Down A kit elsewhere' }).waitFor()
  await page.getByText('Change the note').click()
  await page.locator('details[open] textarea').fill('Read it twice.')
  await page.getByRole('button', { name: 'Save the note' }).last().click()
  await page.getByText('Read it twice.').first().waitFor()

  await page
    .getByRole('main')
    .getByRole('link', { name: `Made ${name}` })
    .first()
    .click()
  await page.getByRole('link', { name: 'One page to print' }).click()
  await page.getByText('Forty-one primers').waitFor()
  const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
  expect(headings).toEqual(['A kit elsewhere', 'The forty-one names'])
  expect(window.complaints.filter((one) => !one.includes('422'))).toEqual([])
})
