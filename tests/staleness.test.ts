import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { isListening, listenForChanges, moment } from '../src/base/cache/kept-pages.ts'
import { drain } from '../src/base/outbox/dispatch.ts'
import { system } from '../src/base/viewer.ts'
import { reactions } from '../src/reactions.ts'
import { importRecords } from '../src/records/importing.ts'
import type { Travelling } from '../src/records/interchange.ts'
import { neighbour } from './support/canaries.ts'
import { demoDatabase } from './support/database.ts'
import { until } from './support/until.ts'

/**
 * Some of what pages show is made a moment after the change itself: the index, the numbers of changes.
 * A page that is made and kept in that moment must not stay.
 */
const database = demoDatabase()
let stop: () => Promise<void>
beforeAll(async () => {
  stop = listenForChanges(database.url)
  await until(() => expect(isListening()).toBe(true))
})
afterAll(() => stop())

const app = createApp()
const ref = neighbour.ref
const addresses = [
  '/',
  '/search',
  '/places',
  '/places/NE',
  '/vocabularies/slm',
  '/topics/stone-bunds',
  '/instruments',
  '/instruments/story',
  '/api/v1/records',
  '/api/v1/places/NE',
]
const readAll = async () => {
  const pages: Record<string, string> = {}
  for (const path of addresses) {
    const answer = await app.request(path, { headers: { accept: '*/*' } })
    expect(answer.status, path).toBe(200)
    pages[path] = await answer.text()
  }
  return pages
}

test('what is kept of a record is let go of when it changes and when it is withdrawn', async () => {
  const story = { ...neighbour, ref: '0000000000p2' }
  // With a query a page is not kept whole: it is made from what is kept of the record.
  const read = async () => {
    const asked = await app.request(`/records/${story.ref}?parts`)
    return asked.headers.has('location') ? app.request(asked.headers.get('location')!) : asked
  }
  const change = async (record: Travelling) => {
    const since = moment()
    const report = await importRecords(system('test'), [{ place: 'test', json: record }])
    expect(report.faults).toEqual([])
    await until(() => expect(moment()).not.toBe(since))
  }
  await change(story)
  expect(await (await read()).text()).toContain('<title>By the river')
  const [first] = story.versions
  const title = { original: 'en', texts: { en: 'Above the river' } }
  const second = { ...first!, number: 2, content: { ...first!.content, title } }
  await change({ ...story, versions: [first!, second] })
  expect(await (await read()).text()).toContain('<title>Above the river')
  await change({ ...story, versions: [first!, second], state: 'withdrawn' })
  expect((await read()).status).toBe(410)
})

test('a page visited between a change and what follows from it is made again', async () => {
  const before = await readAll()
  const since = moment()
  const report = await importRecords(system('test'), [{ place: 'test', json: neighbour }])
  expect(report).toMatchObject({ made: 1, faults: [] })
  await until(() => expect(moment()).not.toBe(since))
  await readAll()
  await drain(reactions)
  await new Promise((done) => setTimeout(done, 3_000))
  const kept = await readAll()
  await stop()
  expect(isListening()).toBe(false)
  const made = await readAll()
  for (const path of addresses) expect(kept[path] === made[path], `${path} is kept as it was`).toBe(true)
  for (const path of ['/search', '/places/NE', '/topics/stone-bunds', '/api/v1/records'])
    expect(kept[path] === before[path], `${path} does not show what is new`).toBe(false)
  const newest = await app.request(
    `/api/v1/records?cursor=${JSON.parse(made['/api/v1/records']!).next}&limit=100`,
  )
  expect(await newest.text()).toContain(ref)
})
