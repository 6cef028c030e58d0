import { Hono } from 'hono'
import type { Viewer } from '../viewer.ts'

/** What a handler knows besides the request: who asks, and the id its log lines carry. */
export interface Doors {
  Variables: { viewer: Viewer; requestId: string }
}
export type App = Hono<Doors>

export const newApp = (): App => new Hono<Doors>()
