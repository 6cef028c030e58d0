import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'
import { countingQueries } from '../database/database.ts'
import { log } from '../log.ts'
import type { Doors } from './app.ts'

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

/** Gives each request an id, says so in the log, and counts time and queries. */
export const watch: MiddlewareHandler<Doors> = async (c, next) => {
  const requestId = randomUUID()
  c.set('requestId', requestId)
  const began = performance.now()
  const { queries } = await countingQueries(next)
  const took = performance.now() - began
  c.res.headers.set('x-request-id', requestId)
  seconds.observe({ route: routePath(c, -1), status: c.res.status }, took / 1000)
  queriesAsked.observe(queries)
  const line = {
    request: requestId,
    method: c.req.method,
    path: c.req.path,
    status: c.res.status,
    ms: Math.round(took * 10) / 10,
    queries,
  }
  if (c.res.status >= 500) log.error(line, 'request')
  else log.debug(line, 'request')
}
