import { sql } from 'kysely'
import type { DoingSource } from '../base/things/doing.ts'
import { visibleTo } from '../base/viewer.ts'

/** Whose answer was chosen; about what the question is, or else its community. */
export const answerDoings: DoingSource = (viewer) => sql`
  select post.person, thing.id as thing,
    case when thread.community is null or exists (select from about where about.thing = thread.thing) then thread.thing else thread.community end as about, 'answered' as what
  from thread join thing on thing.id = thread.thing join post on post.thing = thread.accepted
  where post.person is not null and post.hidden is null and post.held is null and merged_into is null and thing.state = 'published' and ${visibleTo(viewer)}`
