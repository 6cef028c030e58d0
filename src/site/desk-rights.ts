import { type RawBuilder, sql } from 'kysely'
import { refuse } from '../base/refusal.ts'
import { holds, type Viewer } from '../base/viewer.ts'

/** The things somebody curates one by one; all that is within them is theirs too. */
export const curated = (viewer: Viewer): number[] =>
  viewer.kind === 'person'
    ? (viewer.appointments ?? []).flatMap(({ role, subject }) =>
        role === 'curator' && subject !== undefined ? [subject] : [],
      )
    : []

/** They curate something, wherever it is. */
export const curates = (viewer: Viewer): boolean => holds(viewer, 'curator') || curated(viewer).length > 0

/** The rule of `holds` for curators in SQL: whether what stands in `thing` is about something the viewer curates. */
export const isCurated = (viewer: Viewer, thing: RawBuilder<unknown>): RawBuilder<boolean> =>
  holds(viewer, 'curator')
    ? sql`true`
    : sql`exists (select from about join within on within.thing = about.subject
        where about.thing = ${thing} and within.ancestor = any(${curated(viewer)}::bigint[]))`

export function refuseNotCurator(viewer: Viewer): void {
  if (!curates(viewer)) refuse('forbidden', 'site.deskNotYours')
}

export function refuseNotOperator(viewer: Viewer): void {
  if (!holds(viewer, 'operator')) refuse('forbidden', 'site.deskNotYours')
}
