import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { dependsOn } from '../cache/tags.ts'
import { db } from '../database/database.ts'
import type { Ref } from '../ids.ts'
import type { Text } from '../text.ts'
import { type Viewer, visibleTo } from '../viewer.ts'
import { findThings } from './finding.ts'
import { cardsOf } from './kinds.ts'

/** What every list of the API takes. */
export const ListQuery = z.object({
  q: z.string().max(300).optional().describe('words to search for; the answer is then ordered by relevance'),
  place: z.string().max(60).optional().describe('a place code: about it or anything within it'),
  concept: z.string().max(200).optional().describe('a topic, by its slug: about it or anything narrower'),
  kind: z.string().max(60).optional().describe('a kind of record'),
  lang: z.string().max(35).optional().describe('can be read in this language'),
  updated_since: z.iso
    .datetime({ offset: true })
    .or(z.iso.date())
    .optional()
    .describe('changed at or after this moment'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^[0-9]{1,15}$/)
    .optional()
    .describe('the `next` of the page before'),
})
export type ListQuery = z.infer<typeof ListQuery>

export interface Listed {
  id: number
  ref: Ref
  kind: string
  state: 'published' | 'withdrawn'
  changed: Date
}

export interface Listing {
  rows: Listed[]
  total: number
  /** What to send as `cursor` for the next page; null at the end. */
  next: string | null
}

/**
 * Things of one kind in the order of their last change, so that whoever keeps asking with `next`
 * misses none; or, with `q`, by relevance. `subjects` are things it must be about (each or anything
 * within it), `where` what else a kind narrows by. Withdrawn things are listed as such.
 */
export async function listThings(
  viewer: Viewer,
  kind: string,
  { q, updated_since, limit, cursor }: ListQuery,
  { subjects = [], where = [] }: { subjects?: number[]; where?: RawBuilder<boolean>[] } = {},
): Promise<Listing> {
  // Numbered a moment after what changed: what was kept in between would lack the newest.
  dependsOn('changes')
  const about = subjects.map(
    (subject) =>
      sql<boolean>`thing.id in (select about.thing from about join within on within.thing = about.subject where within.ancestor = ${subject})`,
  )
  const since = updated_since ? [sql<boolean>`change.at >= ${new Date(updated_since)}::timestamptz`] : []
  const conditions = [
    sql<boolean>`thing.kind = ${kind}`,
    sql<boolean>`thing.state in ('published', 'withdrawn')`,
    visibleTo(viewer),
    ...about,
    ...since,
    ...where,
  ]
  const all = sql`from change join thing on thing.id = change.thing where ${sql.join(conditions, sql` and `)}`
  if (q) return byRelevance(viewer, q, all, limit, Number(cursor ?? 0))
  const { rows } = await sql<Listed & { seq: number }>`
    select thing.id, ref, kind, state, change.at as changed, seq ${all} and seq > ${cursor ?? 0} order by seq limit ${limit + 1}`.execute(
    db(),
  )
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${all}`.execute(db())
  const page = rows.slice(0, limit)
  return { rows: page, total: counted[0]!.total, next: rows.length > limit ? String(page.at(-1)!.seq) : null }
}

async function byRelevance(
  viewer: Viewer,
  q: string,
  all: RawBuilder<unknown>,
  limit: number,
  offset: number,
): Promise<Listing> {
  const ids = await findThings(viewer, q)
  const { rows } = await sql<Listed>`
    select thing.id, ref, kind, state, change.at as changed ${all} and thing.id = any(${ids}::bigint[])
    order by array_position(${ids}::bigint[], thing.id)`.execute(db())
  return {
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
    next: rows.length > offset + limit ? String(offset + limit) : null,
  }
}

/** A thing as lists of the API show it. */
export interface ListedCard {
  ref: Ref
  state: 'published' | 'withdrawn'
  changed: string
  address: string
  title: Text
  summary?: Text
}

/** The same as lines of `{ items, total, next }`, for kinds that have no more to say in a list. */
export async function listCards(viewer: Viewer, kind: string, query: ListQuery) {
  const { rows, total, next } = await listThings(viewer, kind, query)
  const cards = new Map((await cardsOf(viewer, rows)).map((card) => [card.id, card]))
  const items = rows.flatMap(({ id, ref, state, changed }): ListedCard[] => {
    const card = cards.get(id)
    return card
      ? [
          {
            ref,
            state,
            changed: changed.toISOString(),
            address: card.href,
            title: card.title,
            summary: card.summary,
          },
        ]
      : []
  })
  return { items, total, next }
}
