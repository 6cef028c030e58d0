import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Contributor } from '../interchange.ts'
import type { Draft } from './drafts.ts'

/** One who is credited for a draft, and whose account that is, where they have one. */
export interface DraftContributor extends Contributor {
  id: number
  person?: number
  handle?: string
}

/** A query of those who are credited, in their order; whoever has not agreed yet is not. */
export const contributorRows = (draft: number): RawBuilder<{ one: DraftContributor }> => sql`
  select json_strip_nulls(json_build_object('id', draft_contributor.id, 'person', person, 'handle', handle, 'role', role, 'shown', shown,
    'name', case when shown <> 'unnamed' then coalesce(draft_contributor.name, person.name) end, 'organisation', organisation)) as one
  from draft_contributor left join person on person.thing = draft_contributor.person
  where draft = ${draft} and agreed order by draft_contributor.id`

/** In the order they are credited; whoever has not agreed yet is not. One query. */
export const contributorsOf = async ({ id }: Pick<Draft, 'id'>): Promise<DraftContributor[]> =>
  (await contributorRows(id).execute(db())).rows.map(({ one }) => one)

/** As a version credits them. */
export const asCredits = (contributors: DraftContributor[]): Contributor[] =>
  contributors.map(({ role, shown, name, organisation }) => ({
    role,
    shown,
    ...(name !== undefined && { name }),
    ...(organisation !== undefined && { organisation }),
  }))
