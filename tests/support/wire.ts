import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Window } from './browser.ts'
import { until } from './until.ts'

/** What came over the wire, in bytes with their headers as they were sent: by kind of resource. */
export type Taken = Partial<
  Record<'Document' | 'Stylesheet' | 'Font' | 'Script' | 'Image' | 'Fetch' | 'Other', number>
>

/** So long nothing is on its way before the line counts as silent, in milliseconds. */
const silence = 150

/** Does something with a page and says what its browser took until the line fell silent. */
export async function takes(page: Page, work: () => Promise<unknown>): Promise<Taken> {
  const taken: Taken = {}
  const kinds = new Map<string, keyof Taken>()
  const onTheWay = new Map<string, string>()
  let heard = performance.now()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    // A line on which changes are heard stays open.
    if (type !== 'EventSource') onTheWay.set(requestId, request.url)
  })
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type as keyof Taken))
  const over = (requestId: string, length = 0) => {
    const kind = kinds.get(requestId) ?? 'Other'
    taken[kind] = (taken[kind] ?? 0) + length
    onTheWay.delete(requestId)
    heard = performance.now()
  }
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    over(requestId, encodedDataLength),
  )
  session.on('Network.loadingFailed', ({ requestId }) => over(requestId))
  await work()
  await until(() => {
    const since = performance.now() - heard
    if (onTheWay.size || since < silence) throw new Error(`On the way: ${[...onTheWay.values()]}`)
  })
  await session.detach()
  return taken
}

const kilobytes = (taken: Taken, kinds = Object.keys(taken) as (keyof Taken)[]): number =>
  Math.ceil(kinds.reduce((sum, kind) => sum + (taken[kind] ?? 0), 0) / 102.4) / 10

/** What one address takes by itself, brotli and headers, in kilobytes. */
export async function kilobytesOf(address: string): Promise<number> {
  const { headers } = await fetch(address, { headers: { 'accept-encoding': 'br', accept: 'text/html' } })
  const written = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 17)
  return kilobytes({ Document: Number(headers.get('content-length')) + written })
}

/** Kilobytes of a visit, and what each may be at most; a kept promise reads `true`. */
export interface Visits {
  /** HTML, style and font of a first visit: at most 60. */
  beforeReading: number | true
  /** The same with script that comes later: at most 110. */
  withScript: number | true
  /** All that comes once style, font and script are known from another page of this kind: at most 15. */
  nextPage: number | true
  /** All of a first visit with Save-Data: at most 25. */
  saveData: number | true
  /** What else came then than HTML and style. */
  saveDataAlso: string[]
}

/** The promise of every page; `visits` gives figures only where it is broken. */
export const budget: Visits = {
  beforeReading: true,
  withScript: true,
  nextPage: true,
  saveData: true,
  saveDataAlso: [],
}

/** Visits a page as a browser that was never here, as one that was, and as one that saves data. */
export async function visits(window: Window, path: string): Promise<Visits> {
  const first = await visit(window, path)
  const like = `${path}${path.includes('?') ? '&' : '?'}like`
  const next = await visit(window, path, {}, like)
  const saving = await visit(window, path, { extraHTTPHeaders: { 'save-data': 'on' } })
  const atMost = (most: number, taken: Taken, kinds?: (keyof Taken)[]) => {
    const size = kilobytes(taken, kinds)
    return size <= most ? true : size
  }
  return {
    beforeReading: atMost(60, first, ['Document', 'Stylesheet', 'Font']),
    withScript: atMost(110, first),
    nextPage: atMost(15, next),
    saveData: atMost(25, saving),
    saveDataAlso: Object.keys(saving).filter((kind) => !['Document', 'Stylesheet'].includes(kind)),
  }
}

/** What a page takes after those gone through before. */
async function visit(
  window: Window,
  path: string,
  options: BrowserContextOptions = {},
  ...before: string[]
): Promise<Taken> {
  const page = await window.open('/healthz', { viewport: { width: 1200, height: 800 }, ...options })
  for (const one of before) await takes(page, () => page.goto(window.origin + one))
  const taken = await takes(page, () => page.goto(window.origin + path))
  await page.context().close()
  return taken
}
