import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { dependsOn } from '../cache/tags.ts'
import { db } from '../database/database.ts'
import { t } from '../i18n/t.ts'
import type { Ref } from '../ids.ts'
import { Lang, type Text } from '../text.ts'
import { type Viewer, visibleTo } from '../viewer.ts'
import { findThings } from './finding.ts'
import { cardsOf } from './kinds.ts'

const longest = 300
const takesWords = { error: () => t('base.takesWords', { most: longest }) }
const takesCursor = { error: () => t('base.takesCursor') }
const takesCount = { error: () => t('base.takesCount') }
const takesLanguage = { error: () => t('base.takesLanguage') }

const words = () => z.string(takesWords).max(longest, takesWords)

/** What every list of the API takes. The fault of each is what it takes, in the reader's words. */
const shared = {
  q: words().optional(),
  updated_since: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: () => t('base.takesMoment') })
    .optional(),
  limit: z.coerce.number(takesCount).int(takesCount).min(1, takesCount).max(100, takesCount).default(20),
  cursor: z
    .string(takesCursor)
    .regex(/^[0-9]{1,15}$/, takesCursor)
    .optional(),
}

/** What a list may be narrowed by; each noun takes those of them that mean something for it. */
export const narrowing = {
  place: words().optional(),
  concept: words().optional(),
  lang: z
    .string(takesLanguage)
    .refine((lang) => Lang.safeParse(lang).success, takesLanguage)
    .optional(),
  kind: <const Kinds extends readonly string[]>(kinds: Kinds) =>
    z.enum(kinds, { error: () => t('base.takesOneOf', { values: kinds.join(', ') }) }).optional(),
}

/** What the list of one noun takes; anything else is refused, or it would be ignored in silence. */
export const listQuery = <Narrowing extends z.ZodRawShape>(narrowed: Narrowing) => {
  const shape = { ...narrowed, ...shared }
  return z.strictObject(shape, { error: () => Object.keys(shape).join(', ') })
}

const ListQuery = z.object(shared)
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

export interface Narrowed {
  /** Things it must be about: each of them, or anything within it. */
  subjects?: number[]
  /** What else a kind narrows by. */
  where?: RawBuilder<boolean>[]
}

/** A condition of a list that holds for the things within this one, itself among them. */
export const isWithin = (ancestor: number): RawBuilder<boolean> =>
  sql`thing.id in (select thing from within where ancestor = ${ancestor})`

/**
 * Things of one kind in the order of their last change, so that whoever keeps asking with `next`
 * misses none; or, with `q`, by relevance. Withdrawn things are listed as such.
 */
export async function listThings(
  viewer: Viewer,
  kind: string,
  { q, updated_since, limit, cursor }: ListQuery,
  { subjects = [], where = [] }: Narrowed = {},
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
export async function listCards(viewer: Viewer, kind: string, query: ListQuery, narrowed?: Narrowed) {
  const { rows, total, next } = await listThings(viewer, kind, query, narrowed)
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
