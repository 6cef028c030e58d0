import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'

/** What stands behind an address is not for anybody outside: a private network, this machine, another protocol. */
export class NotOutside extends Error {}

export interface Outgoing {
  method: 'HEAD' | 'GET' | 'POST'
  agent: string
  headers?: Record<string, string>
  /** Of a POST: it goes where it was sent and nowhere else, so that no redirect is followed. */
  body?: string
  /** Milliseconds, for all redirects together. */
  timeout: number
  /** Private addresses that may be asked all the same. Tests serve what they ask; nothing else says so. */
  allow?: string[]
  /** How names are resolved: tests have no names. */
  lookup?: LookupFunction
}

const mostRedirects = 5

/**
 * Asks somebody else's address and gives the status of the answer, redirects followed; what it says is not
 * read. Every address is looked at once its name is resolved, as it is connected to, on each redirect too.
 * `NotOutside` for what is no public address; else what went wrong on the line.
 */
export async function askOutside(address: string, outgoing: Outgoing): Promise<number> {
  const signal = AbortSignal.timeout(outgoing.timeout)
  let url = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const { statusCode = 0, headers } = await answerOf(url, outgoing, signal)
    if (outgoing.body !== undefined || statusCode < 300 || statusCode >= 400 || !headers.location)
      return statusCode
    url = new URL(headers.location, url)
  }
  throw new Error(`more than ${mostRedirects} redirects`)
}

function answerOf(
  url: URL,
  { method, agent, headers, body, allow = [], lookup }: Outgoing,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (!/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new NotOutside(`${url.protocol} is not asked`)
  const https = url.protocol === 'https:'
  const filter = { allowIPAddressList: allow, keepAlive: false }
  return new Promise((done, failed) => {
    const asking = (https ? httpsRequest : httpRequest)(url, {
      method,
      signal,
      agent: https ? new RequestFilteringHttpsAgent(filter) : new RequestFilteringHttpAgent(filter),
      headers: { 'user-agent': agent, accept: '*/*', ...headers },
      ...(lookup && { lookup }),
    })
    asking.on('response', (answer) => {
      // Only the status is wanted.
      answer.on('error', () => undefined)
      answer.destroy()
      done(answer)
    })
    asking.on('error', (error) =>
      failed(/is not allowed\. Because/.test(error.message) ? new NotOutside(error.message) : error),
    )
    asking.end(body)
  })
}
