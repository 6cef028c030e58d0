import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'
import { countingQueries } from '../database/database.ts'
import { log } from '../log.ts'
import type { Doors } from './app.ts'
import { pathLogged } from './path-logged.ts'

const seconds = new Histogram({
  name: 'baobab_request_seconds',
  help: 'how long requests took, by route and status',
  labelNames: ['route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
})
const queriesAsked = new Histogram({
  name: 'baobab_request_queries',
  help: 'how many queries a request asked',
  buckets: [0, 1, 2, 4, 8, 16],
})

export const startMetrics = (): void => collectDefaultMetrics({ prefix: 'baobab_' })
export const metrics = (): Promise<string> => register.metrics()
export const metricsType = register.contentType

interface Answered {
  requestId: string
  method: string
  path: string
  /** The pattern of the address, which has few values. */
  route: string
  status: number
  /** By `performance.now()`. */
  began: number
  queries: number
}

/** Counts an answer and says so in the log. */
export function answered({ requestId, method, path, route, status, began, queries }: Answered): void {
  const took = performance.now() - began
  seconds.observe({ route, status }, took / 1000)
  queriesAsked.observe(queries)
  const level = status >= 500 ? 'error' : 'debug'
  const ms = Math.round(took * 10) / 10
  log[level]({ request: requestId, method, path, status, ms, queries }, 'request')
}

/** Gives each request the id its answer carries, and counts its time and queries. */
export const watch: MiddlewareHandler<Doors> = async (c, next) => {
  const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
  const requestId = String(outgoing?.getHeader('x-request-id') ?? randomUUID())
  c.set('requestId', requestId)
  const began = performance.now()
  const { queries } = await countingQueries(next)
  const { method } = c.req
  const path = pathLogged(c)
  answered({ requestId, method, path, route: routePath(c, -1), status: c.res.status, began, queries })
}
