import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { answerKept } from '../cache/strangers.ts'
import type { App } from './app.ts'
import { answered } from './watch.ts'

/**
 * A server before this app. Every answer, whoever makes it, has these headers and an id of its own; a
 * page kept for strangers is answered before the app is asked.
 */
export function serverFor(app: App, fixed: Record<string, string>): Server {
  const ask = getRequestListener(app.fetch)
  return createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    const began = performance.now()
    const requestId = randomUUID()
    const status = answerKept(incoming, outgoing, { ...fixed, 'x-request-id': requestId })
    if (status) {
      const { method = '', url: path = '' } = incoming
      return answered({ requestId, method, path, route: 'kept', status, began, queries: 0 })
    }
    for (const name in fixed) outgoing.setHeader(name, fixed[name]!)
    outgoing.setHeader('x-request-id', requestId)
    void ask(incoming, outgoing)
  })
}
