import type { Context } from 'hono'
import type { Doors } from '../base/http/app.ts'

/** Entries on one page of what is known somewhere. */
export const pageSize = 20

/** What is asked of a place or topic: everything known there, or one kind of thing, from page 1 on. */
export interface Asked {
  kind?: string
  page: number
}

/** As the address says it; a page that is no number is the first. */
export function askedIn(query: URLSearchParams): Asked {
  const page = Number(query.get('page') ?? 1)
  return {
    kind: query.get('kind') || undefined,
    page: Number.isInteger(page) && page > 0 && page < 1e6 ? page : 1,
  }
}

/** The last page there is. */
export const lastPage = (total: number): number => Math.max(1, Math.ceil(total / pageSize))

/** The page of a list that is asked for, from 1. */
export const pageAsked = (c: Context<Doors>): number => askedIn(new URL(c.req.url).searchParams).page
