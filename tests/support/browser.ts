import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium as launcher, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { createApp } from '../../src/app.ts'
import { setSite } from '../../src/ui/site.ts'

/** Either the Chromium inside the npm package, or the one CHROMIUM_PATH names. */
const launch = async (): Promise<Browser> =>
  process.env.CHROMIUM_PATH
    ? launcher.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] })
    : launcher.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true })

export interface Window {
  /** The address of the server under test, without a slash at the end. */
  readonly origin: string
  /** A new page in a context of its own: its size, theme, language, with or without script. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>
}

/** A real browser before the app on a real server, for this test file. Needs a database first. */
export function browserWindow(): Window {
  let browser: Browser
  let server: ReturnType<typeof createAdaptorServer>
  let origin = ''
  beforeAll(async () => {
    setSite({ demo: true })
    server = createAdaptorServer({ fetch: createApp().fetch })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await new Promise((done) => server?.close(done))
  })
  return {
    get origin() {
      return origin
    },
    open: async (path, options = {}) => {
      const context = await browser.newContext({ locale: 'en', ...options })
      const page = await context.newPage()
      await page.goto(origin + path)
      return page
    },
  }
}
