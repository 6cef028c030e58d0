import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { atomically, db } from '../database/database.ts'
import { announce } from '../outbox/announce.ts'
import { drain } from '../outbox/dispatch.ts'
import { everyone, members, stranger, system, type Viewer } from '../viewer.ts'
import { registerFinder } from './finding.ts'
import { type Card, registerKinds } from './kinds.ts'
import { type ListQuery, listQuery, listThings } from './listing.ts'
import { thingsAbout } from './lists.ts'
import { makeThing, type NewThing, setAbout } from './things.ts'

ownDatabase()

const anyList = listQuery({})
const member: Viewer = { kind: 'person', id: 1, circles: [everyone, members] }
const ids: Record<string, number> = {}

/** Makes a thing by that name, about others by theirs. */
async function make(name: string, thing: Partial<NewThing> = {}, about: string[] = []): Promise<void> {
  await atomically(async () => {
    const { id } = await makeThing({ kind: 'record', ...thing })
    ids[name] = id
    await setAbout(
      id,
      about.map((one) => ids[one]!),
    )
    await announce('thing.changed', { ids: [id] })
  })
  await drain([])
}
const touch = async (name: string) => {
  await atomically(() => announce('thing.changed', { ids: [ids[name]!] }))
  await drain([])
}
const names = (rows: { id: number }[]) =>
  rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id))
const list = async (
  query: Partial<Record<keyof ListQuery, string>> = {},
  viewer = stranger,
  rest: Parameters<typeof listThings>[3] = {},
) => {
  const { rows, total, next } = await listThings(viewer, 'record', anyList.parse(query), rest)
  return { names: names(rows), total, next, rows }
}

beforeAll(async () => {
  registerKinds({
    kind: 'record',
    noun: 'records',
    searchable: async () => [],
    cards: async (_, some) => new Map(some.map((id) => [id, { id } as Card])),
  })
  for (const place of ['world', 'africa', 'niger']) await make(place, { kind: 'place' })
  await sql`insert into within (thing, ancestor) select * from unnest(
    ${[ids.world, ids.africa, ids.niger, ids.africa, ids.niger, ids.niger]}::bigint[],
    ${[ids.world, ids.africa, ids.niger, ids.world, ids.world, ids.africa]}::bigint[])`.execute(db())
  await make('dam', {}, ['niger'])
  await make('well', { sort: 'practice' }, ['africa', 'africa'])
  await make('draft', { state: 'draft' }, ['niger'])
  await make('secret', { circle: members }, ['niger'])
  await make('gone', { state: 'withdrawn' }, ['niger'])
})

test('a list holds what the viewer may see, published or withdrawn, in the order of change', async () => {
  expect(await list()).toMatchObject({ names: ['dam', 'well', 'gone'], total: 3, next: null })
  expect((await list()).rows.at(-1)!.state).toBe('withdrawn')
  expect((await list({}, member)).names).toEqual(['dam', 'well', 'secret', 'gone'])
  expect((await list({}, system('test'))).names).toEqual(['dam', 'well', 'secret', 'gone'])
})

test('page by page nothing is left out, even what changes in between', async () => {
  const first = await list({ limit: '1' })
  expect(first).toMatchObject({ names: ['dam'], total: 3 })
  await touch('dam')
  const second = await list({ limit: '2', cursor: first.next! })
  expect(second.names).toEqual(['well', 'gone'])
  expect((await list({ limit: '2', cursor: second.next! })).names).toEqual(['dam'])
})

test('asking from the last moment one has seen misses nothing', async () => {
  const seen = (await list()).rows.at(-1)!.changed
  await touch('well')
  await touch('gone')
  const since = await list({ updated_since: seen.toISOString() })
  expect(since.names.slice(-2)).toEqual(['well', 'gone'])
  expect(since.total).toBe(since.names.length)
  expect((await list({ updated_since: '9999-12-31' })).names).toEqual([])
  for (const updated_since of ['0000-01-01', '0001-01-01T00:00:00Z', '2020-01-01T00:00:00+23:59'])
    expect((await list({ updated_since })).total, updated_since).toBe(3)
})

test('a subject holds what is about it or anything within it', async () => {
  for (const [place, about] of [
    ['niger', ['dam', 'gone']],
    ['africa', ['dam', 'gone', 'well']],
    ['world', ['dam', 'gone', 'well']],
  ] as const)
    expect((await list({}, stranger, { subjects: [ids[place]!] })).names.sort(), place).toEqual(about)
  expect((await list({}, stranger, { subjects: [ids.niger!, ids.africa!] })).names.sort()).toEqual([
    'dam',
    'gone',
  ])
  expect((await list({}, stranger, { subjects: [999_999] })).names).toEqual([])
})

test('words are answered by relevance, of what the viewer may see and no more', async () => {
  registerFinder(async () => [ids.secret!, ids.well!, ids.niger!, ids.dam!, 999_999])
  const found = await list({ q: 'water', limit: '1' })
  expect(found).toMatchObject({ names: ['well'], total: 2 })
  expect((await list({ q: 'water', limit: '1', cursor: found.next! })).names).toEqual(['dam'])
  expect((await list({ q: 'water', cursor: '999999999999999' })).names).toEqual([])
  expect((await list({ q: 'water' }, member)).names).toEqual(['secret', 'well', 'dam'])
})

test.each([
  { limit: '0' },
  { limit: '101' },
  { limit: '1.5' },
  { limit: 'many' },
  { cursor: '-1' },
  { cursor: '1e3' },
  { cursor: '9'.repeat(16) },
  { updated_since: 'yesterday' },
  { updated_since: '2024-02-30' },
  { updated_since: '2024-01-01T00:00:00' },
  { q: 'x'.repeat(301) },
  { colour: 'red' },
])('%o is refused before anything is asked', (query) => {
  expect(anyList.safeParse(query).success).toBe(false)
})

test('what a page gathers about a subject is published and open, and counted by sort', async () => {
  const about = async (place: string, viewer = stranger, rest = {}) => {
    const { cards, total, counts } = await thingsAbout(viewer, ids[place]!, rest)
    return { names: names(cards).sort(), total, counts }
  }
  expect(await about('world')).toEqual({
    names: ['dam', 'well'],
    total: 2,
    counts: [
      { kind: 'practice', count: 1 },
      { kind: 'record', count: 1 },
    ],
  })
  expect(await about('niger', member)).toMatchObject({
    names: ['dam', 'secret'],
    counts: [{ kind: 'record', count: 2 }],
  })
  expect(await about('africa', stranger, { kind: 'practice' })).toMatchObject({
    names: ['well'],
    total: 1,
    counts: [{ count: 1 }, { count: 1 }],
  })
  expect(await about('africa', stranger, { limit: 1, offset: 5 })).toMatchObject({ names: [], total: 2 })
})
