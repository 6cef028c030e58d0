import { expect, test } from 'vitest'
import { browserWindow } from '../../../tests/support/browser.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { demoPassword } from '../../people/demo.ts'

/** What only a browser shows: a voice recorded in the page, kept through a line that breaks, and played. */
const window = browserWindow(demoDatabase())

test('a voice is recorded, waits for a line and goes by itself', async () => {
  const page = await window.open('/sign-in?to=/tell', { permissions: ['microphone'] })
  await page.getByLabel('Mail address').fill('member@demo.example')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByLabel('What did you do?').fill('Typed first.')
  await page.getByRole('button', { name: /Say it instead.*What did you do/ }).click()
  await page.waitForURL('**/voice/telling/what_you_did')
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByText(/0:02 \/ 10:00/).waitFor()
  await page.getByRole('button', { name: 'Finished' }).click()
  await page.getByRole('button', { name: 'Keep this recording' }).waitFor()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Keep this recording' }).click()
  await page.getByText('There is no line.').waitFor()
  // Without a line it stays; a window opened later finds it.
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: 'As it was said' }).waitFor()
  const heard = await page.locator('figure audio').evaluate(async (audio: HTMLAudioElement) => {
    audio.muted = true
    await audio.play()
    return { seconds: audio.currentTime >= 0, fault: audio.error?.message }
  })
  expect(heard).toEqual({ seconds: true, fault: undefined })
  await page.getByRole('link', { name: 'Back to the story' }).click()
  expect(await page.getByRole('textbox', { name: 'What did you do?' }).inputValue()).toBe('Typed first.')
  expect(window.complaints).toEqual([])
})
