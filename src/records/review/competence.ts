import { type RawBuilder, sql } from 'kysely'
import { holds, type Viewer } from '../../base/viewer.ts'

/** The rights that let somebody review. */
const reviews = ['reviewer', 'curator'] as const

const everywhere = (viewer: Viewer): boolean => reviews.some((role) => holds(viewer, role))

const subjectsOf = (viewer: Viewer): number[] =>
  viewer.kind === 'person'
    ? (viewer.appointments ?? []).flatMap(({ role, subject }) =>
        reviews.some((one) => one === role) && subject !== undefined ? [subject] : [],
      )
    : []

/** They review something, wherever it is. */
export const reviewsAny = (viewer: Viewer): boolean => everywhere(viewer) || subjectsOf(viewer).length > 0

/** Whether the viewer is among those who know one of its places, its topics or its questionnaire: in SQL, of a row of `submission`. */
export const mayReview = (viewer: Viewer): RawBuilder<boolean> =>
  everywhere(viewer)
    ? sql`true`
    : sql`exists (
        select from submission_subject left join within on within.thing = submission_subject.subject
        where submission_subject.submission = submission.id
          and coalesce(within.ancestor, submission_subject.subject) = any(${subjectsOf(viewer)}::bigint[]))`
