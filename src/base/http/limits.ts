import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { config } from '../config.ts'
import { onConnect, poolApart } from '../database/database.ts'
import { Refusal } from '../refusal.ts'
import type { Doors } from './app.ts'

interface Allowance {
  /** So many … */
  points: number
  /** … in so many seconds. */
  duration: number
}

const limiters = new Map<string, RateLimiterPostgres>()
onConnect(() => limiters.clear())

/**
 * Counts one more of what `name` says against `key`, in the database, so that several processes count
 * together; refuses when there are more than are allowed.
 */
export async function count(name: string, key: string, { points, duration }: Allowance): Promise<void> {
  let limiter = limiters.get(name)
  if (!limiter)
    limiters.set(
      name,
      (limiter = new RateLimiterPostgres({
        storeClient: poolApart(),
        tableName: 'rate',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration,
        inMemoryBlockOnConsumed: points,
      })),
    )
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new Refusal('too-many', 'base.tooMany', {
      seconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
    })
  }
}

/**
 * Refuses one address too many costly requests in a minute (`RATE_LIMIT`; 0 for no limit). An IPv6
 * address counts with its /64, which is one customer.
 */
export const costly: MiddlewareHandler<Doors> = async (c, next) => {
  const points = config().RATE_LIMIT
  if (points > 0) await count('', network(clientAddress(c)), { points, duration: 60 })
  await next()
}

/** The same for what is done rarely: so many times from one network. */
export const rarely =
  (name: string, allowance: Allowance): MiddlewareHandler<Doors> =>
  async (c, next) => {
    if (config().RATE_LIMIT > 0) await count(name, network(clientAddress(c)), allowance)
    await next()
  }

/** Where the request comes from: the socket's address, or what a trusted proxy says. */
export function clientAddress(c: Context): string {
  const forwarded = config().TRUST_PROXY
    ? addressIn(c.req.header('x-forwarded-for')?.split(',').at(-1))
    : undefined
  return (
    forwarded ??
    (c.env as { incoming?: { socket: { remoteAddress?: string } } })?.incoming?.socket.remoteAddress ??
    'unknown'
  )
}

/** Some proxies add the port; what is no address at all would be a way around the limit. */
function addressIn(words = ''): string | undefined {
  const plain = words
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
  return isIP(plain) ? plain : undefined
}

/** What counts together: an address, or the /64 that one customer has of IPv6. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail = ''] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const whole = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}
