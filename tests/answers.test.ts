import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { createApp, openDoors } from '../src/app.ts'
import { db } from '../src/base/database/database.ts'
import { log } from '../src/base/log.ts'
import { ownDatabase } from './support/database.ts'
import { served } from './support/serving.ts'

/** What every answer of the real server has, whatever was asked. */
process.env.METRICS_TOKEN = 'a token of the tests'
ownDatabase()

const server = served(() => {
  const app = createApp()
  app.get('/tests/broken', () => {
    throw new Error('a fault of ours')
  })
  return openDoors(app)
})

const ask = (path: string, init: RequestInit = {}) =>
  fetch(server.origin + path, { redirect: 'manual', ...init })
const post = (headers: Record<string, string>, body: BodyInit = 'a=1') =>
  ask('/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
const foreign = { origin: 'https://elsewhere.example' }
/** More than a page may be sent. */
const large = 'x'.repeat(2 ** 20 + 1)

test('every answer says what browsers may do with it, and which request it was', async () => {
  const asset = /\/assets\/[^"]+\.css/.exec(await (await ask('/')).text())![0]
  const about = await ask('/about')
  const answers: [number, Response][] = [
    [200, about],
    [200, await ask('/about', { method: 'HEAD' })],
    [304, await ask('/about', { headers: { 'if-none-match': about.headers.get('etag') ?? '*' } })],
    [200, await ask(asset)],
    [404, await ask('/assets/none.css')],
    [404, await ask('/nothing/here')],
    [404, await ask('/api/v1/nothing')],
    [404, await ask('/about', { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } })],
    [404, await ask('/about', { method: 'OPTIONS' })],
    [200, await ask('/healthz')],
    [200, await ask('/readyz')],
    [200, await ask('/metrics')],
    [403, await ask('/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })],
    [403, await post(foreign)],
    [400, await ask('/api/v1/records?limit=0')],
    [500, await ask('/tests/broken')],
  ]
  const ids = new Set<string | null>()
  for (const [status, answer] of answers) {
    const { headers } = answer
    expect(answer.status, answer.url).toBe(status)
    expect(headers.get('content-security-policy'), answer.url).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self' 'sha256-[^ ]+'; .*frame-ancestors 'none'/,
    )
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    ids.add(headers.get('x-request-id'))
  }
  expect(ids.size).toBe(answers.length)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
})

test.each([
  ['en', 'This form was sent from another site'],
  ['fr', 'Ce formulaire a été envoyé depuis un autre site'],
  ['ar', 'أُرسل هذا النموذج من موقع آخر'],
])('a form from another site is refused in %s', async (lang, words) => {
  const refused = await post({ ...foreign, 'accept-language': lang })
  const page = await refused.text()
  expect(refused.status).toBe(403)
  expect(page).toContain(words)
  expect(page).toContain(`lang="${lang}"`)
})

test('whatever changes something says that it comes from here, or brings a token to the API', async () => {
  const type = { 'content-type': 'text/plain' }
  for (const headers of [
    {},
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: `${server.origin}.example` },
    type,
    { 'content-type': 'application/json', ...foreign },
  ] as Record<string, string>[])
    expect((await post(headers)).status, JSON.stringify(headers)).toBe(403)
  for (const headers of [{ origin: server.origin }, { 'sec-fetch-site': 'same-origin' }] as Record<
    string,
    string
  >[])
    expect((await post(headers)).status, JSON.stringify(headers)).toBe(404)
  expect((await ask('/', { headers: foreign })).status).toBe(200)
  const data = { 'content-type': 'application/json', ...foreign }
  for (const who of ['Basic c29tZWJvZHk6YSB3b3Jk', 'Bearer some'])
    expect((await post({ ...data, authorization: who })).status).toBe(403)
  for (const headers of [{}, { authorization: 'Bearer some' }, { cookie: 'lang=fr' }] as Record<
    string,
    string
  >[])
    expect((await ask('/api/v1/records', { method: 'POST', headers })).status).toBe(401)
})

/** Sends a body on a line of its own: the server hangs up on who was refused in the middle of sending. */
function send(
  body: string,
  headers: Record<string, string>,
): Promise<{ status?: number; words: string; policy: unknown }> {
  return new Promise((done, failed) => {
    const sending = request(
      server.origin,
      {
        method: 'POST',
        agent: false,
        headers: { origin: server.origin, 'content-type': 'text/plain', ...headers },
      },
      async (answer) => {
        done({
          status: answer.statusCode,
          words: await text(answer),
          policy: answer.headers['content-security-policy'],
        })
      },
    )
    sending.once('error', failed)
    sending.end(body)
  })
}

test('what is larger than an address takes is refused in words, measured or not', async () => {
  const measured = { 'content-length': String(large.length), 'accept-language': 'fr' }
  expect((await send(large.slice(1), { 'content-length': String(large.length - 1) })).status).toBe(404)
  for (const headers of [measured, { 'transfer-encoding': 'chunked', 'accept-language': 'fr' }] as Record<
    string,
    string
  >[]) {
    const { status, words, policy } = await send(large, headers)
    expect(status).toBe(413)
    expect(words).toContain('dépasse la taille admise')
    expect(policy).toContain(`default-src 'none'`)
  }
})

test('a fault of ours is logged whole under its number, and the page gives only the number', async () => {
  const error = vi.spyOn(log, 'error')
  const failed = await ask('/tests/broken', { headers: { accept: 'text/html' } })
  const page = await failed.text()
  const id = failed.headers.get('x-request-id')
  expect(page).toContain(id)
  expect(page).not.toContain('a fault of ours')
  expect(error).toHaveBeenCalledWith(
    expect.objectContaining({
      request: id,
      error: 'a fault of ours',
      stack: expect.stringContaining('answers.test'),
    }),
    'a request failed',
  )
  expect(error).toHaveBeenCalledWith(
    expect.objectContaining({ request: id, status: 500, path: '/tests/broken', queries: 0 }),
    'request',
  )
  error.mockRestore()
})

test('every request is in the log with its number, time and queries', async () => {
  const debug = vi.spyOn(log, 'debug')
  const answer = await ask('/?lang=fr')
  const line = debug.mock.calls.find(
    ([, words]) => (words as unknown) === 'request',
  )![0] as unknown as Record<string, unknown>
  expect(line).toMatchObject({
    request: answer.headers.get('x-request-id'),
    method: 'GET',
    path: '/',
    status: 200,
  })
  expect(line.ms).toBeGreaterThan(0)
  expect(line.queries).toBeLessThanOrEqual(8)
  debug.mockRestore()
})

test('what a request says its number is does not become it', async () => {
  expect((await ask('/', { headers: { 'x-request-id': 'mine' } })).headers.get('x-request-id')).not.toBe(
    'mine',
  )
})

test('measurements are for this machine, or for who has the token', async () => {
  const refused = [
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-host': 'baobab.example' },
    { 'x-real-ip': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { via: '1.1 proxy' },
    { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer wrong' },
    { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer a token of the testX' },
    { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer undefined' },
  ] as Record<string, string>[]
  for (const headers of refused)
    expect((await ask('/metrics', { headers })).status, JSON.stringify(headers)).toBe(403)
  const local = await ask('/metrics')
  expect(local.headers.get('content-type')).toContain('text/plain')
  expect(await local.text()).toContain('baobab_request_seconds_count')
  expect(
    (
      await ask('/metrics', {
        headers: { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer a token of the tests' },
      })
    ).status,
  ).toBe(200)
})

test('a page asked for by another name than this machine has is a proxy, whatever it hides', async () => {
  const app = createApp()
  const socket = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  expect((await app.request('http://baobab.example/metrics', {}, socket)).status).toBe(403)
  expect((await app.request('http://localhost:3000/metrics', {}, socket)).status).toBe(200)
  const elsewhere = { incoming: { socket: { remoteAddress: '192.0.2.1' } } }
  expect((await app.request('http://localhost:3000/metrics', {}, elsewhere)).status).toBe(403)
  expect((await app.request('http://localhost:3000/metrics')).status).toBe(403)
})

test('measurements do not grow with what strangers make up', async () => {
  for (let i = 0; i < 20; i++) await ask(`/made-up-${i}/x`)
  expect(await (await ask('/metrics')).text()).not.toContain('made-up')
})

test('absurd addresses get an answer that helps, never a failure', async () => {
  const absurd = [
    '/%00',
    '/places/%00',
    '/records/%00',
    '/records/..%2f..%2fetc',
    '/topics/%FF',
    '/topics/%E2%80%AE',
    `/places/${'x'.repeat(8_000)}`,
    '/search?q=%00',
    '/search?q=%FF%FE',
    `/search?q=${'a'.repeat(8_000)}`,
    '/search?page=-1',
    '/search?page=1e99',
    '/search?lang=%00&kind=%00&place=%00',
    '/?lang=%00',
    '/search?q=a&q=b&q=c',
    '/search?view=__proto__',
    '/api/v1/records?limit=0',
    '/api/v1/records?limit=1e9',
    '/api/v1/records?cursor=%00',
    '/api/v1/records?updated_since=0000-01-01',
    '/api/v1/records?updated_since=9999-12-31',
    '/api/v1/records?updated_since=nonsense',
    '/api/v1/records?q=%00',
    '/api/v1/records?place=%00',
    '/api/v1/records/%00',
  ]
  for (const path of absurd) {
    const answer = await ask(path)
    expect(answer.status, path).toBeLessThan(500)
    const words = await answer.text()
    if (answer.status >= 400) expect(words.length, path).toBeGreaterThan(50)
  }
})

test('readiness names the migration that has not run', async () => {
  const [last] = await db().deleteFrom('migration').where('name', 'like', '0001%').returningAll().execute()
  const waiting = await ask('/readyz')
  expect(waiting.status).toBe(503)
  expect(await waiting.text()).toBe(`the migration ${last!.name} has not run`)
  await db().insertInto('migration').values(last!).execute()
  expect((await ask('/readyz')).status).toBe(200)
})
