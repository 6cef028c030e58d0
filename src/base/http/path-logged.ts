import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'

/** What was asked for, as the log has it: of an address that opens an account its pattern only. */
export const pathLogged = (c: Context): string =>
  matchedRoutes(c).find(({ path }) => path.includes(':token'))?.path ?? c.req.path
