import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { config } from '../config.ts'
import type { Doors } from './app.ts'

/** Whether a request only reads (RFC 9110, 9.2.1). */
export const reads = (c: Context<Doors>): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)

/** Whether it is to the API, where whatever changes something has to bring a token. */
export const isOfApi = (c: Context<Doors>): boolean => c.req.path.startsWith('/api/v1/')

/**
 * Refuses whatever would change something and does not say that it was sent from here: a browser names
 * the site a request comes from, whatever it sends. To the API no cookie opens anything, so nobody's browser
 * can be made to write there.
 */
export const sameSite: MiddlewareHandler<Doors> = async (c, next) => {
  if (!reads(c) && !isOfApi(c)) {
    const here = config().PUBLIC_URL ?? new URL(c.req.url).origin
    const fetchSite = c.req.header('sec-fetch-site')
    const from = fetchSite === undefined ? c.req.header('origin') === here : fetchSite === 'same-origin'
    if (!from) throw new HTTPException(403)
  }
  await next()
}
