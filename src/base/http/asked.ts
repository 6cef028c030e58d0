import type { Context } from 'hono'
import { refuse } from '../refusal.ts'
import type { Doors } from './app.ts'

/** The page of a list that an address asks for, from 1; one that is no number is the first. */
export function pageIn(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? 1)
  return Number.isInteger(page) && page > 0 && page < 1e6 ? page : 1
}

export const pageAsked = (c: Context<Doors>): number => pageIn(new URL(c.req.url).searchParams)

/** The number of a row that stands in an address as `:id`; 404 for what is none. */
export function idAsked(c: Context<Doors>): number {
  const id = c.req.param('id') ?? ''
  return /^[0-9]{1,15}$/.test(id) ? Number(id) : refuse('missing', 'base.missing')
}
