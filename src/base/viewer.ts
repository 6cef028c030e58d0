import { type RawBuilder, sql } from 'kysely'

/** The circles that every instance has, by the ids the first migration gives them. */
export const everyone = 1
export const members = 2

export const roles = ['reviewer', 'curator', 'moderator', 'operator'] as const
export type Role = (typeof roles)[number]

/** What somebody may do beyond their own: everywhere, or for one place, topic or questionnaire and all within it. */
export interface Appointment {
  role: Role
  subject?: number
}

/** Who asks: every verb takes one first. */
export type Viewer =
  | { kind: 'stranger'; circles: readonly number[] }
  | { kind: 'person'; id: number; circles: readonly number[]; appointments?: readonly Appointment[] }
  | { kind: 'system'; reason: string }

export const stranger: Viewer = { kind: 'stranger', circles: [everyone] }

/** The instance itself, and why: what it does is audited under that reason. */
export const system = (reason: string): Viewer => ({ kind: 'system', reason })

export const maySee = (viewer: Viewer, circle: number): boolean =>
  viewer.kind === 'system' || viewer.circles.includes(circle)

/** The same rule in SQL: every list filters by it. `column` names a circle, such as `thing.circle`. */
export const visibleTo = (viewer: Viewer, column = 'thing.circle'): RawBuilder<boolean> =>
  viewer.kind === 'system' ? sql`true` : sql`${sql.ref(column)} = any(${viewer.circles}::bigint[])`

/**
 * Whether the viewer has this role everywhere, or for one of these subjects: the places, topics and the
 * questionnaire a thing is about, and all that these are within. An operator has every role.
 */
export function holds(viewer: Viewer, role: Role, subjects: readonly number[] = []): boolean {
  if (viewer.kind === 'system') return true
  if (viewer.kind === 'stranger') return false
  return (viewer.appointments ?? []).some(
    (one) =>
      one.role === 'operator' ||
      (one.role === role && (one.subject === undefined || subjects.includes(one.subject))),
  )
}

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
