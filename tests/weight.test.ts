import { expect, test } from 'vitest'
import { demo } from './support/addresses.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'
import { budget, visits } from './support/wire.ts'

/** What a real browser takes over the wire for one of each sort of page, on a first visit, the next, and with Save-Data. */
const window = browserWindow(demoDatabase())

test.each([
  '/',
  '/about',
  '/sign-in',
  '/join',
  '/places',
  '/places/001',
  '/places/NE',
  '/vocabularies/slm',
  '/topics/stone-bunds',
  '/instruments/story',
  '/instruments/slm-practice/environment',
  '/search',
  '/search?q=stone+bunds',
  '/search?view=map',
  '/search?view=table&instrument=slm-practice',
  demo.practice,
  demo.story,
  demo.arabic,
  demo.thread,
  '/communities/land-degradation-neutrality-in-practice',
  '/?lang=ar',
  '/search?q=%D8%AA%D8%B1%D8%A8%D8%A9&lang=ar',
  `${demo.practice}?lang=ar`,
])('%s is light', async (path) => {
  expect(await visits(window, path)).toEqual(budget)
})
