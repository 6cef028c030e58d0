import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { config } from '../config.ts'
import type { Doors } from './app.ts'

const safe = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses whatever would change something and does not say that it was sent from here: a browser names
 * the site a request comes from, whatever it sends. Who brings a token instead of a cookie is no browser; who
 * brings both may be one, behind a proxy that asks for a password.
 */
export const sameSite: MiddlewareHandler<Doors> = async (c, next) => {
  const bringsToken = c.req.header('authorization') && !c.req.header('cookie')
  if (!safe.includes(c.req.method) && !bringsToken) {
    const here = config().PUBLIC_URL ?? new URL(c.req.url).origin
    const fetchSite = c.req.header('sec-fetch-site')
    const from = fetchSite === undefined ? c.req.header('origin') === here : fetchSite === 'same-origin'
    if (!from) throw new HTTPException(403)
  }
  await next()
}
