import { type RawBuilder, sql } from 'kysely'

/** The circles that every instance has, by the ids the first migration gives them. */
export const everyone = 1
export const members = 2

/** Who asks: every verb takes one first. */
export type Viewer =
  | { kind: 'stranger'; circles: readonly number[] }
  | { kind: 'person'; id: number; circles: readonly number[] }
  | { kind: 'system'; reason: string }

export const stranger: Viewer = { kind: 'stranger', circles: [everyone] }

/** The instance itself, and why: what it does is audited under that reason. */
export const system = (reason: string): Viewer => ({ kind: 'system', reason })

export const maySee = (viewer: Viewer, circle: number): boolean =>
  viewer.kind === 'system' || viewer.circles.includes(circle)

/** The same rule in SQL: every list filters by it. `column` names a circle, such as `thing.circle`. */
export const visibleTo = (viewer: Viewer, column = 'thing.circle'): RawBuilder<boolean> =>
  viewer.kind === 'system' ? sql`true` : sql`${sql.ref(column)} = any(${viewer.circles}::bigint[])`

/** What a viewer may see, as a word: who has the same one sees the same. */
export const circlesOf = (viewer: Viewer): string =>
  viewer.kind === 'system' ? 'all' : viewer.circles.toSorted((a, b) => a - b).join('.')

/** As the audit names them. */
export const nameOf = (viewer: Viewer): string =>
  viewer.kind === 'person'
    ? `person:${viewer.id}`
    : viewer.kind === 'system'
      ? `system:${viewer.reason}`
      : 'stranger'
