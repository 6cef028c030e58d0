import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { isListening, listenForChanges } from '../../src/base/cache/kept-pages.ts'
import { setSite } from '../../src/ui/site.ts'
import { served } from './serving.ts'
import { until } from './until.ts'

export interface Window {
  /** The address of the server under test, without a slash at the end. */
  readonly origin: string
  /** A new page in a context of its own: its size, theme, language, with or without script. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** The same page for every test that asks with these options, as light and as large as at first: what it loaded before it has at hand. */
  walk: (path: string, options: BrowserContextOptions) => Promise<Page>
  /** What pages complained of in this test: errors of script, what the policy refused, what was not there. */
  readonly complaints: string[]
}

/** A phone of 360 by 640 whose owner saves data and whose browser runs no script. */
export const poorPhone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  javaScriptEnabled: false,
  extraHTTPHeaders: { 'save-data': 'on' },
}

/** Holds back what a page asks for at addresses like this, until the answer is called: a slow line. */
export async function holdBack(page: Page, like: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(like, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** A real browser before the app on a real server, which keeps pages as one does, on this database. */
export function browserWindow(database: { readonly url: string }): Window {
  let browser: Browser
  const server = served(openDoors)
  let stopListening = async () => {}
  const complaints: string[] = []
  const walking = new Map<string, Page>()
  beforeAll(async () => {
    setSite({ demo: true })
    stopListening = listenForChanges(database.url)
    await until(() => expect(isListening()).toBe(true))
    browser = await chromium.launch({
      executablePath: inject('chromium'),
      args: [
        ...['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
        // A microphone that hums, and leave to use it.
        ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      ],
    })
  })
  afterEach(async () => {
    const kept = new Set([...walking.values()].map((page) => page.context()))
    for (const context of browser?.contexts() ?? []) if (!kept.has(context)) await context.close()
    complaints.length = 0
  })
  afterAll(async () => {
    await browser?.close()
    await stopListening()
  })
  async function begin(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'en', ...options })
    // Shorter than a test may take, so that a fault names what was waited for.
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    return page
  }
  return {
    get origin() {
      return server.origin
    },
    complaints,
    open: async (path, options = {}) => {
      const page = await begin(options)
      await page.goto(server.origin + path)
      return page
    },
    walk: async (path, options) => {
      const key = JSON.stringify(options)
      const page = walking.get(key) ?? (await begin(options))
      walking.set(key, page)
      await page.emulateMedia({ colorScheme: 'light' })
      if (options.viewport) await page.setViewportSize(options.viewport)
      await page.goto(server.origin + path)
      return page
    },
  }
}
