import { Hono } from 'hono'
import type { Viewer } from '../viewer.ts'
import type { SentAlong } from './form-with-files.ts'

/** What a handler knows besides the request: who asks, the id its log lines carry, and the form where files came with it. */
export interface Doors {
  Variables: { viewer: Viewer; requestId: string; sent?: SentAlong }
}
export type App = Hono<Doors>

export const newApp = (): App => new Hono<Doors>()
