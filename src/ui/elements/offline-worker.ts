/**
 * Keeps sheets that were opened once, so that they stay readable without a line: each with its pictures
 * and its stylesheet, the last ones opened. It asks for each once more as a stranger does and keeps that,
 * and only where the answer says that it may be kept: nothing of a person is ever in it.
 */
interface Extending extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface Fetching extends Extending {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}
interface Told extends Extending {
  data: { keep: string; as: string; parts: string[] }
  ports: readonly MessagePort[]
}
interface Heard {
  activate: Extending
  fetch: Fetching
  message: Told
}
/** As much as is used of what the types of a page do not have. */
interface Offline {
  addEventListener: <Name extends keyof Heard>(name: Name, hear: (event: Heard[Name]) => void) => void
  clients: { claim: () => Promise<void> }
}
const worker = self as unknown as Offline

/** So many sheets, and milliseconds that one waits for the line when there is one kept. */
const most = { sheets: 40, wait: 4_000 }

const isSheet = (path: string): boolean =>
  /^\/records\/[^/]+\/(field-sheet|brief|document|radio-script)$/.test(path)
const isPart = (path: string): boolean => /^\/(assets|files)\//.test(path)

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request
  const { origin, pathname, search } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (isSheet(pathname)) event.respondWith(sheet(event.request, pathname + search))
  else if (isPart(pathname)) event.respondWith(part(event.request))
})

worker.addEventListener('message', (event) => {
  const done = keep(event.data).then((kept) => event.ports[0]?.postMessage(kept))
  event.waitUntil(done)
})

/** Each is a cache of its own, by when it was kept and its address: it goes whole. */
const sheets = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith('sheet ')).sort()
const addressOf = (name: string): string => name.split(' ')[2] ?? ''

async function forget(address: string): Promise<void> {
  for (const name of await sheets()) if (addressOf(name) === address) await caches.delete(name)
}

async function keep({ keep: address, as, parts }: Told['data']): Promise<boolean> {
  const answer = await fetch(as, { credentials: 'omit' })
  if (!answer.ok || !answer.headers.get('x-keep-offline')) return false
  await forget(address)
  const name = `sheet ${Date.now()} ${address}`
  const cache = await caches.open(name)
  await cache.put(address, answer)
  for (const one of parts.filter((path) => isPart(new URL(path, location.origin).pathname))) {
    const given = await fetch(one, { credentials: 'omit' }).catch(() => undefined)
    if (given?.ok) await cache.put(one, given)
  }
  for (const old of (await sheets()).slice(0, -most.sheets)) await caches.delete(old)
  return true
}

/** Anew where there is a line; what is no longer open is forgotten here too. */
async function sheet(request: Request, address: string): Promise<Response> {
  const kept = await caches.match(address, { ignoreVary: true })
  const fresh = fetch(request).then(async (answer) => {
    if (answer.status === 404 || answer.status === 410) await forget(address)
    return answer
  })
  if (!kept) return fresh
  const late = new Promise<Response>((done) => setTimeout(() => done(kept), most.wait))
  return Promise.race([fresh.catch(() => kept), late])
}

const part = (request: Request): Promise<Response> =>
  fetch(request).catch(
    async () => (await caches.match(request.url, { ignoreVary: true })) ?? Response.error(),
  )
