import chromium from '@sparticuz/chromium'
import { chromium as launcher } from 'playwright-core'

/** Prints, for each page, what a real browser takes over the wire on a first visit and on the next. */
export async function visits(origin: string, paths: string[]): Promise<void> {
  for (const saveData of [false, true]) {
    for (const path of paths) {
      const bytes = await visit(origin, path, saveData)
      const kinds = [...bytes.first].map(([kind, size]) => `${kind} ${kilobytes(size)}`).join(', ')
      process.stdout.write(
        `${path}${saveData ? ' with Save-Data' : ''}: first visit ${kilobytes(total(bytes.first))} (${kinds}); next page ${kilobytes(total(bytes.next))}\n`,
      )
    }
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`
const total = (kinds: Map<string, number>): number => [...kinds.values()].reduce((sum, size) => sum + size, 0)

/** Bytes by kind of resource: on a first visit, and for a page of this sort once style and script are known. */
async function visit(
  origin: string,
  path: string,
  saveData = false,
): Promise<{ first: Map<string, number>; next: Map<string, number> }> {
  const browser = await launcher.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: process.env.CHROMIUM_PATH ? ['--no-sandbox'] : chromium.args,
    headless: true,
  })
  try {
    const context = await browser.newContext({
      locale: 'en',
      extraHTTPHeaders: saveData ? { 'save-data': 'on' } : {},
    })
    const page = await context.newPage()
    const taken = async (address: string) => {
      const kinds = new Map<string, number>()
      const session = await context.newCDPSession(page)
      await session.send('Network.enable')
      const types = new Map<string, string>()
      session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const kind = types.get(requestId) ?? 'Other'
        kinds.set(kind, (kinds.get(kind) ?? 0) + encodedDataLength)
      })
      await page.goto(origin + address, { waitUntil: 'networkidle' })
      await session.detach()
      return kinds
    }
    const first = await taken(path)
    return {
      first,
      next: await taken(path === '/about' ? '/' : '/about').then(() =>
        taken(`${path}${path.includes('?') ? '&' : '?'}next`),
      ),
    }
  } finally {
    await browser.close()
  }
}
