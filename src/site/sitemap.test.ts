import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { createApp } from '../app.ts'
import { db } from '../base/database/database.ts'
import { everyone } from '../base/viewer.ts'
import { setSite } from '../ui/site.ts'
import { sitemapPage } from './sitemap.ts'

demoDatabase()
const app = createApp()
const origin = 'https://baobab.example'
beforeAll(() => setSite({ origin }))

const get = async (path: string) => {
  const answer = await app.request(path)
  return { type: answer.headers.get('content-type'), body: await answer.text() }
}
const addressesIn = (body: string): string[] =>
  [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc!)
const written = async (after: number, most: number) =>
  (await Array.fromAsync(sitemapPage(after, most))).join('')

test('robots are led to the sitemap, and from its index to each of its pages', async () => {
  expect((await get('/robots.txt')).body).toContain(`Sitemap: ${origin}/sitemap.xml`)
  const { type, body } = await get('/sitemap.xml')
  expect(type).toContain('application/xml')
  expect(addressesIn(body)).toEqual([`${origin}/sitemap/0.xml`])
})

test('a page holds every public thing at its whole address, each of which is there', async () => {
  const { type, body } = await get('/sitemap/0.xml')
  expect(type).toContain('application/xml')
  const all = addressesIn(body)
  expect(new Set(all).size).toBe(all.length)
  for (const one of ['/', '/places/NE', '/topics/stone-bunds', '/vocabularies/slm', '/instruments/story'])
    expect(all).toContain(origin + one)
  const records = all.filter((one) => one.startsWith(`${origin}/records/`))
  expect(records.length).toBeGreaterThan(40)
  for (const record of records) expect((await app.request(record)).status, record).toBe(200)
  expect(body).toMatch(/<lastmod>\d{4}-\d\d-\d\dT/)
})

test('what is withdrawn or not for everyone is not in it', async () => {
  const { body } = await get('/sitemap/0.xml')
  expect(body).not.toContain('92nj3p432wc5')
})

test('pages follow each other by key and leave nothing out', async () => {
  const all = addressesIn(await written(0, 1e6)).slice(8)
  const first = addressesIn(await written(0, 7)).slice(8)
  expect(first).toEqual(all.slice(0, 7))
  const { id } = await db()
    .selectFrom('thing')
    .select('id')
    .where('state', '=', 'published')
    .where('circle', '=', everyone)
    .orderBy('id')
    .offset(6)
    .executeTakeFirstOrThrow()
  expect(addressesIn(await written(id, 1e6))).toEqual(all.slice(7))
  expect(addressesIn(await written(1e9, 7))).toEqual([])
})
