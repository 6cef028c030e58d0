/**
 * Keeps the pages of drafts that were opened, so that they open again without a line: asked of the server
 * first, and of what is kept when it does not answer. What the pages are drawn with is kept with them.
 */
declare const self: typeof globalThis & {
  clients: { claim: () => Promise<void> }
  skipWaiting: () => Promise<void>
}

interface Extended extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface Fetching extends Extended {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}

/** Emptied when somebody signs out: see `main.ts`. */
const pages = 'drafts'
/** Waited for the server, in milliseconds, before what is kept is shown. */
const patience = 8_000

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => (event as Extended).waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (pathname.startsWith('/assets/')) respondWith.call(event, fromKept(request))
  else if (/^\/drafts\/[^/]+(\/|$)/.test(pathname) && !pathname.endsWith('.js'))
    respondWith.call(event, fromServer(request))
})

/** Its name changes with what it says, so what is kept is right. */
async function fromKept(request: Request): Promise<Response> {
  const kept = await (await caches.open(pages)).match(request.url)
  return kept ?? keep(request, await fetch(request))
}

async function fromServer(request: Request): Promise<Response> {
  const kept = (await caches.open(pages)).match(request.url, { ignoreVary: true, ignoreSearch: true })
  const answer = fetch(request).then((one) => keep(request, one))
  const late = kept.then(
    (one) => one && new Promise<Response>((done) => setTimeout(() => done(one), patience)),
  )
  try {
    return (await Promise.race([answer, late.then((one) => one ?? answer)])) as Response
  } catch (error) {
    const one = await kept
    if (one) return one
    throw error
  }
}

async function keep(request: Request, answer: Response): Promise<Response> {
  if ([403, 404, 410].includes(answer.status)) await (await caches.open(pages)).delete(request.url)
  if (answer.ok && !answer.redirected) await (await caches.open(pages)).put(request.url, answer.clone())
  return answer
}

export {}
