import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { atomically, db } from '../database/database.ts'
import { root } from '../root.ts'
import { makeThing } from '../things/things.ts'
import { announce } from './announce.ts'
import { deliverOne, drain, takeEvents } from './dispatch.ts'
import { reaction, thingsTogether } from './reactions.ts'

const database = ownDatabase()
beforeEach(async () => {
  for (const table of ['outbox', 'change', 'setting'] as const) await db().deleteFrom(table).execute()
})

const note = (name: string) => db().insertInto('setting').values({ name, value: '1' }).execute()
const notes = async () =>
  (
    await db().selectFrom('setting').select('name').where('name', 'like', 'did%').orderBy('name').execute()
  ).map(({ name }) => name)
const change = (...ids: number[]) => atomically(() => announce('thing.changed', { ids }))
const makeThings = (count: number) =>
  atomically(async () => {
    const ids: number[] = []
    for (let i = 0; i < count; i++) ids.push((await makeThing({ kind: 'record' })).id)
    return ids
  })
const numbers = async () =>
  (await db().selectFrom('change').select(['thing', 'seq']).orderBy('seq').execute()).map(
    ({ thing, seq }) => [thing, seq],
  )

/** A reaction that writes down what it was told, and one that cannot. */
const noting = (name: string) =>
  reaction(name, 'thing.changed', async ({ ids }) => void (await note(`did ${name} ${ids}`)))
const failing = (name: string, fails: () => boolean = () => true) =>
  reaction(name, 'thing.changed', async ({ ids }) => {
    await note(`did ${name} ${ids}`)
    if (fails()) throw new Error('it cannot')
  })
/** As if the time for the next try had come. */
const later = () =>
  db()
    .updateTable('delivery')
    .set({ next_try: new Date(0) })
    .execute()

test('what is announced in a transaction that is undone is never delivered', async () => {
  await expect(
    atomically(async () => {
      await announce('thing.changed', { ids: [1] })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await drain([noting('a')])
  expect(await notes()).toEqual([])
  await expect(announce('thing.changed', { ids: [1] })).rejects.toThrow('inside the transaction')
})

test('every reaction to an event happens once, and of other events none', async () => {
  await change(1)
  await change(2)
  const elsewhere = { ...noting('elsewhere'), to: 'something.else' as 'thing.changed' }
  await drain([noting('a'), noting('b'), elsewhere])
  await drain([noting('a'), noting('b'), elsewhere])
  expect(await notes()).toEqual(['did a 1', 'did a 2', 'did b 1', 'did b 2'])
})

test('several dispatchers at once, in this process and others, do each once', async () => {
  for (let i = 0; i < 60; i++) await change(i)
  const code = `
    import { connect, db, disconnect } from ${JSON.stringify(join(root, 'src/base/database/database.ts'))}
    import { drain } from ${JSON.stringify(join(root, 'src/base/outbox/dispatch.ts'))}
    connect(process.argv[1], { max: 2 })
    const run = async ({ ids }) => { await db().insertInto('setting').values({ name: 'did a ' + ids, value: '1' }).execute() }
    await drain([{ name: 'a', to: 'thing.changed', run }])
    await disconnect()`
  const children = [1, 2].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', code, database.url], {
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  )
  await Promise.all([
    ...children.map((child) => once(child, 'exit')),
    drain([noting('a')]),
    drain([noting('a')]),
  ])
  await drain([noting('a')])
  expect(await notes()).toHaveLength(60)
  expect(await db().selectFrom('delivery').selectAll().execute()).toEqual([])
})

test('a reaction that fails is undone alone, tried again later, and keeps nobody waiting', async () => {
  let broken = true
  const reactions = [failing('bad', () => broken), noting('good')]
  await change(1)
  await change(2)
  await drain(reactions)
  expect(await notes()).toEqual(['did good 1', 'did good 2'])
  const waiting = await db().selectFrom('delivery').selectAll().orderBy('event').execute()
  expect(waiting).toMatchObject([
    { reaction: 'bad', tries: 1, error: 'Error: it cannot' },
    { reaction: 'bad', tries: 1, error: 'Error: it cannot' },
  ])
  expect(waiting[0]!.next_try.getTime()).toBeGreaterThan(Date.now() + 2_000)
  await drain(reactions)
  expect(await db().selectFrom('delivery').select('tries').execute()).toEqual([{ tries: 1 }, { tries: 1 }])
  await later()
  await drain(reactions)
  const again = await db().selectFrom('delivery').select(['tries', 'next_try']).execute()
  expect(again[0]!.tries).toBe(2)
  expect(again[0]!.next_try.getTime()).toBeGreaterThan(Date.now() + 7_000)
  broken = false
  await later()
  await drain(reactions)
  expect(await notes()).toEqual(['did bad 1', 'did bad 2', 'did good 1', 'did good 2'])
})

test('a reaction whose SQL fails, or that swallows such a failure, is undone and tried again', async () => {
  const wrong = reaction('wrong', 'thing.changed', async () => void (await sql`select 1 / 0`.execute(db())))
  const sly = reaction('sly', 'thing.changed', async () => {
    await note('did sly')
    await sql`select 1 / 0`.execute(db()).catch(() => undefined)
  })
  await change(1)
  await drain([wrong, sly, noting('good')])
  expect(await notes()).toEqual(['did good 1'])
  expect(
    await db().selectFrom('delivery').select(['reaction', 'tries']).orderBy('reaction').execute(),
  ).toEqual([
    { reaction: 'sly', tries: 1 },
    { reaction: 'wrong', tries: 1 },
  ])
})

test('a reaction may call verbs with transactions of their own, and what those announce is delivered too', async () => {
  let fails = true
  const chain = reaction('chain', 'thing.changed', async ({ ids }) => {
    if (ids[0]! >= 3) return
    await atomically(async () => {
      await note(`did chain ${ids}`)
      await announce('thing.changed', { ids: [ids[0]! + 1] })
    })
    if (fails) throw new Error('after its verb')
  })
  await change(1)
  await drain([chain])
  expect(await notes()).toEqual([])
  fails = false
  await later()
  await drain([chain])
  expect(await notes()).toEqual(['did chain 1', 'did chain 2'])
})

test('what can be done as one is, and by itself where that fails', async () => {
  const ran: number[][] = []
  const some = reaction(
    'test.together',
    'thing.changed',
    async ({ ids }) => {
      ran.push(ids)
      if (ids.includes(3)) throw new Error('three fails')
    },
    thingsTogether,
  )
  for (const id of [1, 2, 1]) await change(id)
  await drain([some])
  expect(ran).toEqual([[1, 2]])
  for (const id of [3, 4, 5]) await change(id)
  await drain([some])
  expect(ran.slice(1)).toEqual([[3, 4, 5], [3], [4, 5]])
  expect(await db().selectFrom('delivery').select('tries').execute()).toEqual([{ tries: 1 }])
})

test('events reach a reaction in the order in which they were announced', async () => {
  const seen: number[] = []
  for (const id of [3, 1, 2]) await change(id)
  await drain([reaction('order', 'thing.changed', async ({ ids }) => void seen.push(...ids))])
  expect(seen).toEqual([3, 1, 2])
})

test('what waits for a reaction of another version is left to it', async () => {
  await change(1)
  await takeEvents([noting('new')])
  await drain([noting('old')])
  expect(await notes()).toEqual([])
  await drain([noting('new')])
  expect(await notes()).toEqual(['did new 1'])
  expect(await deliverOne([])).toBe(false)
})

test('draining can be ended between two deliveries, and nothing is lost', async () => {
  for (const id of [1, 2, 3]) await change(id)
  let done = 0
  const counting = reaction('count', 'thing.changed', async ({ ids }) => {
    done++
    await note(`did count ${ids}`)
  })
  await drain([counting], () => done === 1)
  expect(await notes()).toEqual(['did count 1'])
  await drain([counting])
  expect(await notes()).toEqual(['did count 1', 'did count 2', 'did count 3'])
})

test('changes are numbered in a row, each thing once and last where it last changed', async () => {
  const [a, b, c] = (await makeThings(3)) as [number, number, number]
  await change(b, a, b)
  await change(c)
  await drain([])
  const first = (await numbers())[0]![1]!
  expect(await numbers()).toEqual([
    [b, first],
    [a, first + 1],
    [c, first + 2],
  ])
  await change(b, 999_999)
  await drain([])
  expect(await numbers()).toEqual([
    [a, first + 1],
    [c, first + 2],
    [b, first + 3],
  ])
})

test('a change that commits late is numbered after what was read meanwhile', async () => {
  const [late, early] = (await makeThings(2)) as [number, number]
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const slow = atomically(async () => {
    await announce('thing.changed', { ids: [late] })
    begun.resolve()
    await goOn.promise
  })
  await begun.promise
  await change(early)
  await drain([])
  const read = await numbers()
  expect(read.map(([thing]) => thing)).toEqual([early])
  goOn.resolve()
  await slow
  await drain([])
  const rest = await db().selectFrom('change').select('thing').where('seq', '>', read[0]![1]!).execute()
  expect(rest).toEqual([{ thing: late }])
})

test('a number that someone may have read is never given again', async () => {
  const [a, b] = (await makeThings(2)) as [number, number]
  await change(a)
  await drain([])
  const read = (await numbers())[0]![1]!
  await db().deleteFrom('thing').where('id', '=', a).execute()
  await change(b)
  await drain([])
  expect((await numbers())[0]![1]!).toBeGreaterThan(read)
})

test('moments of change never go back, although the one who numbers had to wait', async () => {
  const [a, b] = (await makeThings(2)) as [number, number]
  const holding = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  await change(a)
  // This one begins first and waits; meanwhile another numbers a change.
  const waiting = atomically(async () => {
    await sql`select now()`.execute(db())
    holding.resolve()
    await goOn.promise
    await announce('thing.changed', { ids: [b] })
    await takeEvents([])
  })
  await holding.promise
  await drain([])
  goOn.resolve()
  await waiting
  const moments = (await db().selectFrom('change').select('at').orderBy('seq').execute()).map(({ at }) =>
    at.getTime(),
  )
  expect(moments).toHaveLength(2)
  expect(moments[1]!).toBeGreaterThanOrEqual(moments[0]!)
})
