import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { db } from '../database/database.ts'
import { network } from './limits.ts'

const database = ownDatabase()
beforeEach(async () => {
  await db().deleteFrom('rate').execute()
})

/** A server of its own beside the others: nothing in its memory is shared with them. */
async function server(env: Record<string, string>): Promise<(forwarded?: string) => Promise<Response>> {
  vi.resetModules()
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { connect, disconnect } = await import('../database/database.ts')
  const { newApp } = await import('./app.ts')
  const { faultOf, problem } = await import('./faults.ts')
  const { costly } = await import('./limits.ts')
  connect(database.url, { max: 2 })
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await disconnect()
  })
  const app = newApp()
  app.onError((error, c) => problem(faultOf(error, c)))
  app.use(costly)
  app.get('*', (c) => c.text('found'))
  // Read now: the next server stubs its own.
  expect((await app.request('/')).status).toBe(200)
  await db().deleteFrom('rate').execute()
  return async (forwarded) =>
    app.request(
      '/',
      { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} },
      {
        incoming: { socket: { remoteAddress: '192.0.2.1' } },
      },
    )
}

const statuses = async (
  ask: (forwarded?: string) => Promise<Response>,
  addresses: (string | undefined)[],
) => {
  const all: number[] = []
  for (const address of addresses) all.push((await ask(address)).status)
  return all
}

test('one address asks so often in a minute, whichever server it asks', async () => {
  const one = await server({ RATE_LIMIT: '4' })
  const two = await server({ RATE_LIMIT: '4' })
  expect(await statuses(one, [undefined, undefined])).toEqual([200, 200])
  expect(await statuses(two, [undefined, undefined, undefined])).toEqual([200, 200, 429])
  const refused = await one()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  expect((await refused.json()).title).toMatch(/Too many requests .* wait \d+ seconds?\./)
})

test('with no limit nothing is counted', async () => {
  const ask = await server({ RATE_LIMIT: '0' })
  expect(await statuses(ask, Array(10).fill(undefined))).toEqual(Array(10).fill(200))
  expect(await db().selectFrom('rate').selectAll().execute()).toEqual([])
})

test('what a stranger says of where they come from is not believed', async () => {
  const ask = await server({ RATE_LIMIT: '2' })
  expect(await statuses(ask, ['203.0.113.1', '203.0.113.2', '203.0.113.3'])).toEqual([200, 200, 429])
})

test('behind a proxy its word counts, the last one, and only if it is an address', async () => {
  const ask = await server({ RATE_LIMIT: '2', TRUST_PROXY: '1' })
  expect(
    await statuses(ask, ['9.9.9.9, 203.0.113.1', '8.8.8.8, 203.0.113.1', '7.7.7.7, 203.0.113.1']),
  ).toEqual([200, 200, 429])
  expect(await statuses(ask, ['203.0.113.7:1001', '203.0.113.7:1002', '203.0.113.7:1003'])).toEqual([
    200, 200, 429,
  ])
  expect(await statuses(ask, ['[2001:db8:5::1]:80', '2001:db8:5::2', '2001:db8:5::3'])).toEqual([
    200, 200, 429,
  ])
  expect(await statuses(ask, ['nonsense-1', 'nonsense-2', `${'x'.repeat(400)}`, undefined])).toEqual([
    200, 200, 429, 429,
  ])
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1::', '2001:db8:1:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, counted) => {
  expect(network(address)).toBe(counted)
})

test('what is counted within transactions that hold every connection is counted, though they are undone', async () => {
  await server({})
  const { atomically } = await import('../database/database.ts')
  const { count } = await import('./limits.ts')
  const counted = [1, 2, 3, 4].map((nth) =>
    atomically(async () => {
      await count('acts', 'somebody', { points: 3, duration: 60 })
      throw new Error(`undone ${nth}`)
    }).catch((error: Error) => error.message),
  )
  expect((await Promise.all(counted)).map((said) => said.slice(0, 6)).sort()).toEqual([
    'too-ma',
    'undone',
    'undone',
    'undone',
  ])
})
