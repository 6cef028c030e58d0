import { sql } from 'kysely'
import type { DoingSource } from '../base/things/doing.ts'
import { visibleTo } from '../base/viewer.ts'

/** Who is named for a record in its newest version: as who wrote it, or reviewed it. */
export const recordDoings: DoingSource = (viewer) => sql`
  select distinct credit.person, thing.id as thing, thing.id as about, case when credit.role = 'reviewer' then 'reviewed' else 'wrote' end as what
  from credit join record on record.current = credit.version join thing on thing.id = record.thing
  where credit.person is not null and credit.shown = 'named' and thing.state = 'published' and ${visibleTo(viewer)}`

/** Who says under their name that they used one. */
export const useDoings: DoingSource = (viewer) => sql`
  select use.person, thing.id as thing, use.record as about, 'used' as what
  from use join thing on thing.id = use.thing join thing as itself on itself.id = use.record
  where named and withdrawn is null and hidden is null and thing.state = 'published' and itself.state = 'published'
    and ${visibleTo(viewer)} and ${visibleTo(viewer, 'itself.circle')}`
