import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { curatesRecord } from './access.ts'

/** A record that waits for the viewer: to say who keeps it true, or to be brought into a new edition. */
export interface CustodyWaiting {
  ref: string
  title: Text
  /** Who offers to keep it; without one the viewer is asked. */
  by: string | null
  /** The newest edition of its questionnaire, when the viewer keeps it and it answers an older one. */
  newer: string | null
}

const most = 10

/**
 * What waits for the viewer: records they are asked to keep, offers for those they
 * curate, and those they keep that answer an old edition. One query.
 */
export async function custodyWaiting(viewer: Viewer): Promise<CustodyWaiting[]> {
  const me = personOf(viewer)
  const { rows } = await sql<CustodyWaiting>`
    select thing.ref, version.content -> 'title' as title, case when person.thing <> ${me} then person.name end as by,
      case when since is not null then newest.name end as newer
    from custodianship join record on record.thing = custodianship.record join thing on thing.id = record.thing
      join version on version.id = record.current join person on person.thing = custodianship.person
      join instrument on instrument.thing = record.instrument join edition as newest on newest.id = instrument.current
    where ended is null and thing.state = 'published' and ${visibleTo(viewer)}
      and case when since is not null then person.thing = ${me} and version.edition <> newest.id
        when person.thing = ${me} then proposed_by <> ${me}
        else person.thing = proposed_by and ${curatesRecord(viewer)} end
    order by custodianship.id limit ${most}`.execute(db())
  return rows
}
