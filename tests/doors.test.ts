import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { db } from '../src/base/database/database.ts'
import { drain } from '../src/base/outbox/dispatch.ts'
import { everyone, members, stranger, system, type Viewer } from '../src/base/viewer.ts'
import { importRecords } from '../src/records/importing.ts'
import { reactions } from '../src/reactions.ts'
import { demoDatabase } from './support/database.ts'
import { canary, privateRecords, publicNeighbour } from './support/canaries.ts'

/**
 * Every address there is, asked by those who must not see what is private: a canary stands in every
 * private thing and must never sing. Whoever may see it does, or the test would prove nothing.
 */
demoDatabase()

const outsider: Viewer = { kind: 'person', id: 1, circles: [everyone, members, 999_999] }
let insider: Viewer
const viewers = (): Record<string, Viewer> => ({ stranger, outsider, insider })
const app = createApp({ viewerOf: (c) => viewers()[c.req.header('x-viewer') ?? 'stranger']! })

const ask = async (path: string, viewer: string): Promise<{ status: number; text: string }> => {
  const answer = await app.request(path, { headers: { 'x-viewer': viewer, accept: 'text/html' } })
  return { status: answer.status, text: `${await answer.text()} ${answer.headers.get('location') ?? ''}` }
}

/** For each address with something to fill in: what to ask it with. A new address without a line here fails. */
const [named, embargoed, withdrawn] = privateRecords
const refs = [...privateRecords, publicNeighbour].map(({ ref }) => ref)
const filled: Record<string, string[]> = {
  '/assets/:file': ['/assets/main.css'],
  '/places/:code': ['/places/NE', '/places/BF', '/places/001'],
  '/vocabularies/:file': ['/vocabularies/slm.ttl', '/vocabularies/slm.jsonld', '/vocabularies/slm'],
  '/vocabularies/:slug': ['/vocabularies/slm'],
  '/topics/:file': ['/topics/stone-bunds.ttl'],
  '/topics/:slug': ['/topics/stone-bunds', '/topics/rangeland-management'],
  '/instruments/:slug': ['/instruments/story'],
  '/instruments/:slug/:section': ['/instruments/story/what-happened'],
  '/records/:ref/versions': refs.map((ref) => `/records/${ref}/versions`),
  '/records/:ref/versions/:number{[0-9]{1,6}}': refs.map((ref) => `/records/${ref}/versions/1`),
  '/records/:ref': refs.map((ref) => `/records/${ref}`),
  '/records/:ref/:title': refs.map((ref) => `/records/${ref}/${canary}`),
  '/api/v1/records/:ref': refs.map((ref) => `/api/v1/records/${ref}`),
  '/api/v1/places/:code': ['/api/v1/places/NE'],
  '/api/v1/topics/:slug': ['/api/v1/topics/stone-bunds'],
  '/api/v1/vocabularies/:slug': ['/api/v1/vocabularies/slm'],
  '/api/v1/instruments/:slug': ['/api/v1/instruments/story'],
}

/** The same address, asked in the ways that could bring something private up. */
const ways: Record<string, string[]> = {
  '/search': [`?q=${canary}`, `?q=${canary.slice(0, 6)}`, '?kind=story', '?place=NE&view=map', '?instrument=story&view=table', '?sort=newest'],
  '/search/suggestions': [`?q=${canary}`, `?q=${canary.slice(0, 5)}`],
  '/search.csv': [`?q=${canary}`, '?instrument=story'],
  '/records/compare': refs.map((ref) => `?of=${ref}&of=${publicNeighbour.ref}`),
  '/api/v1/records': [`?q=${canary}`, '?kind=story', '?limit=100', '?place=NE', '?updated_since=2020-01-01'],
}

beforeAll(async () => {
  const report = await importRecords(system('test'), [...privateRecords, publicNeighbour].map((json) => ({ place: json.ref, json })))
  expect(report.faults).toEqual([])
  await drain(reactions)
  const { circle } = await db().selectFrom('thing').select('circle').where('ref', '=', named!.ref).executeTakeFirstOrThrow()
  insider = { kind: 'person', id: 2, circles: [everyone, members, circle] }
})

const addresses = (): string[] =>
  [...new Set(app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*')).map(({ path }) => path))].flatMap((path) => {
    const concrete = filled[path] ?? (path.includes(':') ? undefined : [path, ...(ways[path] ?? []).map((way) => path + way)])
    if (!concrete) throw new Error(`${path} is a new address: say in doors.test.ts what to ask it with`)
    return concrete
  })

test('a canary in every private thing is never heard by whoever may not', async () => {
  for (const address of addresses())
    for (const viewer of ['stranger', 'outsider']) {
      const { status, text } = await ask(address, viewer)
      expect(status, `${address} as ${viewer}`).toBeLessThan(500)
      // What was asked for is said again in its own search box; nothing else may be.
      const said = text.replaceAll(`value="${canary}"`, '').replaceAll(`q=${canary}`, '').replaceAll(`“${canary}”`, '')
      expect(said.includes(canary), `${address} as ${viewer} gives it away`).toBe(false)
    }
})

test('unknown and forbidden answer alike', async () => {
  const forbidden = await ask(`/records/${named!.ref}`, 'stranger')
  const unknown = await ask('/records/000000000000', 'stranger')
  expect(forbidden.status).toBe(404)
  expect(unknown.status).toBe(404)
  expect(forbidden.text.replaceAll(named!.ref, '')).toBe(unknown.text.replaceAll('000000000000', ''))
  expect((await ask(`/records/${embargoed!.ref}`, 'outsider')).status).toBe(404)
  expect((await ask(`/records/${withdrawn!.ref}`, 'stranger')).status).toBe(404)
})

test('whoever may see it does', async () => {
  const page = await app.request(`/records/${named!.ref}`, { headers: { 'x-viewer': 'insider' } })
  expect(page.status).toBe(301)
  const { text } = await ask(page.headers.get('location')!, 'insider')
  expect(text).toContain(canary)
  expect((await ask(`/search?q=${canary}`, 'insider')).text).toContain(named!.ref)
  expect((await ask('/api/v1/records?limit=100&kind=story', 'insider')).text).toContain(canary)
})

test('an address that takes nothing but reading refuses the rest', async () => {
  for (const address of ['/', '/search', '/api/v1/records']) {
    const answer = await app.request(address, { method: 'DELETE' })
    expect([404, 405]).toContain(answer.status)
  }
})
