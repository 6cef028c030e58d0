interface Line {
  saveData?: boolean
  effectiveType?: string
}

/**
 * Has this page kept with what it is drawn with, and, where the line is good, the other pages of its draft,
 * so that they open without one. Where a browser keeps none, nothing is lost.
 */
export async function keepPages(): Promise<void> {
  if (!('serviceWorker' in navigator && 'caches' in window)) return
  const registered = await navigator.serviceWorker.register('/drafts/worker.js').catch(() => undefined)
  if (!registered) return
  const kept = await caches.open('drafts')
  const assets = performance.getEntriesByType('resource').map(({ name }) => name)
  const here = [location.pathname, ...assets.filter((name) => new URL(name).pathname.startsWith('/assets/'))]
  const others = [...document.querySelectorAll<HTMLAnchorElement>('nav.toc a')].map(
    ({ pathname }) => pathname,
  )
  for (const address of [...here, ...(isGood() ? others : [])])
    if (!(await kept.match(address))) await kept.add(address).catch(() => undefined)
}

function isGood(): boolean {
  const { saveData, effectiveType = '4g' } = (navigator as { connection?: Line }).connection ?? {}
  return !saveData && !effectiveType.includes('2g')
}
