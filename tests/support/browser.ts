import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, inject, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { isListening, listenForChanges } from '../../src/base/cache/kept-pages.ts'
import { setSite } from '../../src/ui/site.ts'

export interface Window {
  /** The address of the server under test, without a slash at the end. */
  readonly origin: string
  /** A new page in a context of its own: its size, theme, language, with or without script. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>
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

/** A real browser before the app on a real server, which keeps pages as one does, on this database. */
export function browserWindow(database: { readonly url: string }): Window {
  let browser: Browser
  let server: ReturnType<typeof createAdaptorServer>
  let stopListening = async () => {}
  let origin = ''
  const complaints: string[] = []
  beforeAll(async () => {
    process.env.RATE_LIMIT = '0'
    setSite({ demo: true })
    stopListening = listenForChanges(database.url)
    await vi.waitUntil(isListening)
    server = createAdaptorServer({ fetch: createApp().fetch })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({
      executablePath: inject('chromium'),
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
    })
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    complaints.length = 0
  })
  afterAll(async () => {
    await browser?.close()
    await new Promise((done) => (server ? server.close(done) : done(undefined)))
    await stopListening()
  })
  return {
    get origin() {
      return origin
    },
    complaints,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ locale: 'en', ...options })
      // Shorter than a test may take, so that a fault names what was waited for.
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(origin + path)
      return page
    },
  }
}
