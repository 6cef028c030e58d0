import { createServer } from 'node:http'
import { beforeEach, describe, expect, test } from 'vitest'
import { served } from '../../../tests/support/serving.ts'
import { askOutside, NotOutside } from './outgoing.ts'

/** What leaves this machine goes to public addresses only, whatever a name resolves to or a redirect says. */
let heard: string[] = []
beforeEach(() => {
  heard = []
})
const server = served(() =>
  createServer((asked, answer) => {
    heard.push(`${asked.method} ${asked.url} ${asked.headers['user-agent']}`)
    const to = /^\/to\/(.+)$/.exec(asked.url ?? '')?.[1]
    if (asked.url === '/slow') return
    answer.writeHead(to ? 302 : 200, to ? { location: decodeURIComponent(to) } : {}).end('words')
  }),
)
const outgoing = { method: 'HEAD', agent: 'test', timeout: 2_000 } as const
const here = { ...outgoing, allow: ['127.0.0.1'] }
const resolving = (address: string) => ({
  ...outgoing,
  lookup: ((_name: string, { all }: { all?: boolean }, done: (...all: unknown[]) => void) =>
    all ? done(null, [{ address, family: address.includes(':') ? 6 : 4 }]) : done(null, address, 4)) as never,
})

test.each([
  'http://127.0.0.1:1/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest',
  'http://100.64.0.1/',
  'http://0.0.0.0/',
  'http://[::1]/',
  'http://[::]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://2130706433/',
  'http://0x7f.1/',
  'https://127.0.0.1/',
  'http://localhost/',
  'file:///etc/passwd',
  'ftp://example.org/',
  'http://user:word@example.org/',
])('%s is not asked', async (address) => {
  await expect(askOutside(address, outgoing)).rejects.toThrow(NotOutside)
})

test.each(['10.0.0.7', '127.0.0.1', '::1', 'fd00::7', '::ffff:10.0.0.7'])(
  'a name that resolves to %s is not asked',
  async (address) => {
    await expect(askOutside('http://innocent.example/', resolving(address))).rejects.toThrow(NotOutside)
  },
)

describe('redirects', () => {
  test('are followed, and refused where they lead to what is private', async () => {
    const to = (address: string) => `${server.origin}/to/${encodeURIComponent(address)}`
    expect(await askOutside(to('/there'), here)).toBe(200)
    expect(heard).toEqual(['HEAD /to/%2Fthere test', 'HEAD /there test'])
    for (const address of ['http://10.0.0.1/', 'http://[::1]/', 'file:///etc/passwd', 'http://localhost:1/'])
      await expect(
        askOutside(to(address), { ...here, lookup: resolving('10.0.0.1').lookup }),
      ).rejects.toThrow(NotOutside)
  })

  test('end after five', async () => {
    await expect(
      askOutside(`${server.origin}/to/${encodeURIComponent('/to/%2Fto%2F')}`, here),
    ).resolves.toBeDefined()
    const round = `/to/${encodeURIComponent('/slow')}`
    await expect(askOutside(`${server.origin}${round}`, { ...here, timeout: 200 })).rejects.toThrow()
  })
})

test('this server is asked only where a test allows it', async () => {
  await expect(askOutside(server.origin, outgoing)).rejects.toThrow(NotOutside)
  expect(heard).toEqual([])
  expect(await askOutside(server.origin, { ...here, method: 'GET' })).toBe(200)
})
