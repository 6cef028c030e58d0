import { pageIn } from '../base/http/asked.ts'

/** Entries on one page of what is known somewhere. */
export const pageSize = 20

/** What is asked of a place or topic: everything known there, or one kind of thing, from page 1 on. */
export interface Asked {
  kind?: string
  page: number
}

/** As the address says it. */
export const askedIn = (query: URLSearchParams): Asked => ({
  kind: query.get('kind') || undefined,
  page: pageIn(query),
})

/** The last page there is. */
export const lastPage = (total: number): number => Math.max(1, Math.ceil(total / pageSize))
