import { randomBytes } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { asked, served } from '../../../tests/support/serving.ts'
import { until } from '../../../tests/support/until.ts'
import { atomically, db } from '../database/database.ts'
import { newApp } from '../http/app.ts'
import { fixedHeaders } from '../http/headers.ts'
import { readers } from '../http/language.ts'
import { serverFor } from '../http/serving.ts'
import { reader } from '../i18n/reader.ts'
import { stranger } from '../viewer.ts'
import { isListening, keepPage, keptPage, listenForChanges, moment } from './kept-pages.ts'
import { keepNumbered } from './page-key.ts'
import { strangersPages } from './strangers.ts'
import { changed, dependsOn } from './tags.ts'

const database = ownDatabase()
let stopListening: () => Promise<void>
beforeAll(async () => {
  await db().insertInto('setting').values({ name: 'word', value: '"first"' }).execute()
  stopListening = listenForChanges(database.url)
  await until(() => expect(isListening()).toBe(true))
})
afterAll(() => stopListening())

/** Says that it changed, and waits until this process has heard so. */
async function dropped(tag: string): Promise<void> {
  const before = moment()
  await changed(tag)
  await until(() => expect(moment()).not.toBe(before))
}

/** How often each address was really made. */
let made: Record<string, number> = {}
/** Called while a page is made, after it has read and before it is done. */
let meanwhile = async () => {}
afterEach(async () => {
  meanwhile = async () => {}
  await dropped('word')
  made = {}
})

const app = newApp()
app.use(async (c, next) => {
  c.set(
    'viewer',
    c.req.header('cookie')?.includes('person') ? { kind: 'person', id: 1, circles: [1] } : stranger,
  )
  await next()
})
app.use(readers)
app.use(strangersPages)
app.use(async (c, next) => {
  made[c.req.path] = (made[c.req.path] ?? 0) + 1
  await next()
})
app.get('/word', async (c) => {
  dependsOn('word')
  const { value } = await db()
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'word')
    .executeTakeFirstOrThrow()
  await meanwhile()
  return c.html(
    `<p>${value} in ${reader().lang}${reader().saveData ? ', light' : ''} for ${c.var.viewer.kind}</p>`,
  )
})
app.get('/cookie', (c) => {
  c.header('set-cookie', 'a=1')
  c.header('set-cookie', 'b=2', { append: true })
  return c.html('<p>yours</p>')
})
app.get('/private', (c) => c.html('<p>yours</p>', 200, { 'cache-control': 'private, max-age=60' }))
app.get('/missing', (c) => c.html('<p>no</p>', 404))
app.get('/broken', () => {
  throw new Error('no')
})
app.get('/away', (c) => c.redirect('/word', 301))
app.get('/nothing', (c) => c.body(null, 204, { 'content-type': 'text/plain' }))
app.get('/measured', (c) => c.text('x'.repeat(5_000), 200, { 'content-length': '5000', vary: 'X-Else' }))
app.get('/picture', (c) => c.body(new Uint8Array([1, 2, 3]), 200, { 'content-type': 'image/png' }))
app.get('/table', (c) => {
  const rows = new ReadableStream({
    start: (stream) => {
      for (const row of ['a,b\n', '1,2\n']) stream.enqueue(new TextEncoder().encode(row))
      stream.close()
    },
  })
  return c.body(rows, 200, { 'content-type': 'text/csv', 'cache-control': 'no-transform' })
})
app.onError((_, c) => c.html('<p>broken</p>', 500))

const server = served(() => serverFor(app, fixedHeaders([], false)))
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  asked(server.origin + path, headers, method)
const say = (value: string) =>
  db()
    .updateTable('setting')
    .set({ value: JSON.stringify(value) })
    .where('name', '=', 'word')
    .execute()

test('a numbered page is kept where pages are numbered, and no other address with a query', async () => {
  keepNumbered(/^\/word$/)
  for (const query of [
    'page=2',
    'page=2',
    'page=1',
    'page=1',
    'page=02',
    'page=02',
    'page=3&a=b',
    'page=3&a=b',
  ])
    expect((await get(`/word?${query}`)).status).toBe(200)
  expect(made['/word']).toBe(7)
  expect((await get('/measured?page=2')).status).toBe(200)
  expect((await get('/measured?page=2')).status).toBe(200)
  expect(made['/measured']).toBe(2)
  await dropped('word')
  await get('/word?page=2')
  expect(made['/word']).toBe(8)
})

test('a page for strangers is made once, and again when what it was made from changes', async () => {
  for (let i = 0; i < 3; i++) expect(await (await get('/word')).text()).toContain('first in en')
  expect(made['/word']).toBe(1)
  await dropped('something else')
  await get('/word')
  expect(made['/word']).toBe(1)
  await atomically(async () => {
    await say('second')
    await changed('word')
  })
  await until(async () => expect(await (await get('/word')).text()).toContain('second'))
  expect(made['/word']).toBe(2)
  await say('first')
})

test('it goes when another process commits, not before, and not when that is undone', async () => {
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const tell = async (end: 'commit' | 'rollback', value: string) => {
    await other.query('begin')
    await other.query(`update setting set value = $1 where name = 'word'`, [JSON.stringify(value)])
    await other.query(`select pg_notify('changed', 'x word y')`)
    await new Promise((done) => setTimeout(done, 100))
    expect(await (await get('/word')).text()).toContain('first')
    expect(made['/word']).toBe(1)
    await other.query(end)
  }
  await get('/word')
  await tell('rollback', 'undone')
  await new Promise((done) => setTimeout(done, 100))
  await get('/word')
  expect(made['/word']).toBe(1)
  await tell('commit', 'elsewhere')
  await until(async () => expect(await (await get('/word')).text()).toContain('elsewhere'))
  await say('first')
  await other.end()
})

test('what changed while a page was made keeps it from being kept', async () => {
  meanwhile = async () => {
    await say('newer')
    await dropped('unrelated')
  }
  expect(await (await get('/word')).text()).toContain('first')
  meanwhile = async () => {}
  expect(await (await get('/word')).text()).toContain('newer')
  expect(made['/word']).toBe(2)
  await say('first')
})

test('each language, encoding and wish for little has its own', async () => {
  const variants = [
    {},
    { 'accept-language': 'fr' },
    { cookie: 'lang=ar' },
    { 'save-data': 'on' },
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip' },
  ]
  const texts = async () => {
    const all: string[] = []
    for (const headers of variants) {
      const answer = await get('/word', headers as Record<string, string>)
      const bytes = Buffer.from(await answer.arrayBuffer())
      const encoding = answer.headers.get('content-encoding')
      expect(answer.headers.get('content-length')).toBe(String(bytes.length))
      expect(answer.headers.get('vary')).toBe('Accept, Accept-Encoding, Accept-Language, Cookie, Save-Data')
      all.push(
        `${encoding} ${encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes}`,
      )
    }
    return all
  }
  const fresh = await texts()
  expect(fresh).toEqual([
    'null <p>first in en for stranger</p>',
    'null <p>first in fr for stranger</p>',
    'null <p>first in ar for stranger</p>',
    'null <p>first in en, light for stranger</p>',
    'br <p>first in en for stranger</p>',
    'gzip <p>first in en for stranger</p>',
  ])
  expect(await texts()).toEqual(fresh)
  expect(made['/word']).toBe(variants.length)
})

test.each([
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0.5, br;q=0.1', 'br'],
  ['GZIP', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['x-br, brotli', null],
  ['identity', null],
  ['br; q=zero', null],
])('accept-encoding "%s" is answered with %s', async (accepted, encoding) => {
  expect((await get('/word', { 'accept-encoding': accepted })).headers.get('content-encoding')).toBe(encoding)
})

test('nothing is kept for a person, nor is what was kept shown to one', async () => {
  await get('/word')
  for (let i = 0; i < 2; i++)
    expect(await (await get('/word', { cookie: 'lang=en; person=1' })).text()).toContain('for person')
  expect(await (await get('/word')).text()).toContain('for stranger')
  expect(made['/word']).toBe(3)
})

test('addresses with a query, answers to other methods, and requests for data are made anew', async () => {
  for (let i = 0; i < 2; i++) {
    await get('/word?a=1')
    await get('/word', { accept: 'text/turtle' })
    await get('/word', {}, 'POST')
  }
  expect(made['/word']).toBe(6)
})

test('what sets a cookie or is private is never kept, and every cookie arrives', async () => {
  for (let i = 0; i < 2; i++) {
    expect((await get('/cookie')).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect((await get('/private')).headers.get('cache-control')).toBe('private, max-age=60')
  }
  expect(made).toEqual({ '/cookie': 2, '/private': 2 })
})

test('a choice of language is remembered by the browser, not by the page', async () => {
  const shared = await get('/word?lang=fr')
  expect(shared.headers.getSetCookie()[0]).toMatch(/^lang=fr;/)
  for (const headers of [undefined, { 'accept-language': 'fr' }])
    expect((await get('/word', headers)).headers.getSetCookie()).toEqual([])
})

test('faults and redirects are not kept', async () => {
  for (let i = 0; i < 2; i++) {
    expect((await get('/missing')).status).toBe(404)
    expect((await get('/broken')).status).toBe(500)
    expect((await get('/away')).headers.get('location')).toBe('/word')
    expect((await get('/nothing')).status).toBe(204)
  }
  expect(made).toEqual({ '/missing': 2, '/broken': 2, '/away': 2, '/nothing': 2 })
})

test('HEAD answers as GET would, without the page', async () => {
  const headers = async (method: string) => {
    const answer = await get('/word', { 'accept-encoding': 'br' }, method)
    const { date: _, 'x-request-id': __, ...rest } = Object.fromEntries(answer.headers)
    return {
      ...rest,
      status: answer.status,
      length: (await answer.arrayBuffer()).byteLength,
    }
  }
  const fresh = await headers('HEAD')
  const { length, ...whole } = await headers('GET')
  expect(length).toBeGreaterThan(0)
  expect(fresh).toEqual({ ...whole, length: 0 })
  expect(await headers('HEAD')).toEqual(fresh)
  expect(made['/word']).toBe(1)
})

test('who has the page is told so, kept or not, with the headers that keep it safe', async () => {
  const etag = (await get('/word')).headers.get('etag')!
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*', ` ${etag} `]) {
    const answer = await get('/word', { 'if-none-match': known })
    expect(answer.status, known).toBe(304)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('etag')).toBe(etag)
    expect(answer.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    expect(answer.headers.get('vary')).toContain('Cookie')
    expect(answer.headers.has('content-length')).toBe(false)
  }
  expect((await get('/word', { 'if-none-match': '"other"' })).status).toBe(200)
  expect((await get('/word', { 'if-none-match': etag, 'accept-encoding': 'br' })).status).toBe(200)
  await dropped('word')
  expect((await get('/word', { 'if-none-match': etag })).status).toBe(304)
})

test('what is compressed is measured anew', async () => {
  const answer = await get('/measured', { 'accept-encoding': 'gzip' })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(answer.headers.get('content-length')).toBe(String(bytes.length))
  expect(gunzipSync(bytes).length).toBe(5_000)
})

test('what is a stream, or small already, passes as it is', async () => {
  const table = await get('/table', { 'accept-encoding': 'br' })
  expect(table.headers.has('content-encoding')).toBe(false)
  expect(await table.text()).toBe('a,b\n1,2\n')
  const picture = await get('/picture', { 'accept-encoding': 'br' })
  expect(picture.headers.has('content-encoding')).toBe(false)
  expect((await picture.arrayBuffer()).byteLength).toBe(3)
})

test('memory is bounded: the pages asked for least recently go', async () => {
  const page = (bytes: number, tags: string[]) => ({
    body: new Uint8Array(randomBytes(bytes)),
    headers: {},
    tags: new Set(tags),
  })
  for (let i = 0; i < 100; i++) keepPage(`/big/${i}`, page(500_000, ['word', `big-${i}`]), moment())
  const held = Array.from({ length: 100 }, (_, i) => keptPage(`/big/${i}`)).filter(Boolean)
  expect(held.length).toBeGreaterThan(30)
  expect(held.reduce((sum, one) => sum + one!.body.byteLength, 0)).toBeLessThan(24 * 2 ** 20)
  expect(keptPage('/big/99')).toBeDefined()
  keepPage('/too-large', page(2 ** 20 + 1, ['word']), moment())
  expect(keptPage('/too-large')).toBeUndefined()
  const long = 'x'.repeat(16_000)
  for (let i = 0; i < 3_000; i++) keepPage(`/long/${i}/${long}`, page(10, ['word']), moment())
  expect(
    Array.from({ length: 3_000 }, (_, i) => keptPage(`/long/${i}/${long}`)).filter(Boolean).length,
  ).toBeLessThan(800)
})
