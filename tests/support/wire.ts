import type { BrowserContext, Page } from 'playwright-core'

/** What came over the wire, in bytes with their headers as they were sent: by kind of resource. */
export type Taken = Partial<
  Record<'Document' | 'Stylesheet' | 'Font' | 'Script' | 'Image' | 'Fetch' | 'Other', number>
>

export const sum = (taken: Taken, ...kinds: (keyof Taken)[]): number =>
  (kinds.length ? kinds : (Object.keys(taken) as (keyof Taken)[])).reduce(
    (all, kind) => all + (taken[kind] ?? 0),
    0,
  )

/** Does something with a page and says what its browser took until the line fell silent. */
export async function takes(context: BrowserContext, page: Page, work: () => Promise<unknown>): Promise<Taken> {
  const taken: Taken = {}
  const kinds = new Map<string, keyof Taken>()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type as keyof Taken))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    taken[kind] = (taken[kind] ?? 0) + encodedDataLength
  })
  await work()
  await page.waitForLoadState('networkidle')
  await session.detach()
  return taken
}
