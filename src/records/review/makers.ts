import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a person made what a draft says, and so never judges it: who writes or ever wrote in it, who is credited for it, or
 * for the version that it changes. Who reviewed an earlier version may review the next. `draft` and `person`
 * are values, or columns with the name of their table: `draft` alone would be another's.
 */
export const made = (draft: RawBuilder<unknown>, person: RawBuilder<unknown>): RawBuilder<boolean> => sql`(
  exists (select from draft_writer where draft_writer.draft = ${draft} and draft_writer.person = ${person})
  or exists (select from draft_change where draft_change.draft = ${draft} and draft_change.by = ${person})
  or exists (select from draft_contributor where draft_contributor.draft = ${draft} and draft_contributor.person = ${person} and role <> 'reviewer')
  or exists (select from draft as one join record on record.thing = one.record join credit on credit.version = record.current
    where one.thing = ${draft} and credit.person = ${person} and credit.role <> 'reviewer'))`
