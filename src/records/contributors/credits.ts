import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed, dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { Contributor } from '../interchange.ts'
import { nameChosen } from '../write-up/settling.ts'

/** What somebody is credited for, in the newest version of a record. */
export interface Credited {
  ref: Ref
  title: Text
  published: string
  role: Contributor['role']
  shown: Contributor['shown']
}

/** So many stand on a page. */
export const creditsPerPage = 50

/** What the viewer is credited for, however they are shown, the newest first, and how many that is. */
export async function myCredits(viewer: Viewer, page = 1): Promise<{ credits: Credited[]; total: number }> {
  const me = personOf(viewer)
  const { rows } = await sql<Credited & { total: number }>`
    select thing.ref, version.content -> 'title' as title, version.published, credit.role, credit.shown, count(*) over ()::int as total
    from credit join record on record.current = credit.version join version on version.id = credit.version join thing on thing.id = record.thing
    where credit.person = ${me} and thing.state = 'published' and ${visibleTo(viewer)}
    order by version.published desc, thing.id, credit.position limit ${creditsPerPage} offset ${(page - 1) * creditsPerPage}`.execute(
    db(),
  )
  return { credits: rows, total: rows[0]?.total ?? 0 }
}

/** Drafts that name the viewer and that they write no more. */
export async function draftsNaming(
  viewer: Viewer,
): Promise<{ ref: Ref; lead: string; role: Contributor['role'] }[]> {
  const me = personOf(viewer)
  const { rows } = await sql<{ ref: Ref; lead: string; role: Contributor['role'] }>`
    select distinct on (thing.id) thing.ref, draft_contributor.role,
      (select name from draft_writer join person on person.thing = draft_writer.person where draft_writer.draft = thing.id
        order by lead desc, since limit 1) as lead
    from draft_contributor join thing on thing.id = draft_contributor.draft
    where draft_contributor.person = ${me} and agreed and thing.state = 'draft'
      and not exists (select from draft_writer where draft_writer.draft = thing.id and draft_writer.person = ${me})
    order by thing.id, draft_contributor.id`.execute(db())
  return rows
}

/**
 * Shows or hides one's own name wherever one is credited for a record, in every version of it: the one
 * change that a published version takes, and it is marked. A group's name stays. 404 where one is not credited.
 */
export function showCredit(viewer: Viewer, ref: string, shown: 'named' | 'unnamed'): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ id: number }>`
      select distinct thing.id from thing join version on version.record = thing.id join credit on credit.version = version.id
      where thing.ref = ${ref} and thing.state = 'published' and ${visibleTo(viewer)} and credit.person = ${me} and credit.shown <> 'group'`.execute(
      db(),
    )
    const { id } = found(rows[0])
    await sql`
      update credit set shown = ${shown}, name = case when ${shown} = 'named' then person.name end, redacted = now()
      from version, person where version.id = credit.version and version.record = ${id} and person.thing = ${me}
        and credit.person = ${me} and credit.shown in ('named', 'unnamed') and credit.shown <> ${shown}`.execute(
      db(),
    )
    // What is being written as its next version says the same.
    await sql`
      update draft_contributor set shown = ${shown} from draft
      where draft.thing = draft_contributor.draft and draft.record = ${id} and person = ${me} and shown in ('named', 'unnamed')`.execute(
      db(),
    )
    await nameChosen(me, id, shown)
    await audit(viewer, shown === 'named' ? 'credit.named' : 'credit.unnamed', id)
    await tell([{ id, ref }])
  })
}

/** Of whoever deletes their account and wishes so: no version of any record names them. */
export async function creditedLeft(person: number, { unnamed }: { unnamed: boolean }): Promise<void> {
  if (!unnamed) return
  const { rows } = await sql<{ id: number; ref: Ref }>`
    with taken as (
      update credit set shown = 'unnamed', name = null, organisation = null, redacted = now()
      where person = ${person} and shown = 'named' returning version)
    select distinct thing.id, thing.ref from taken join version on version.id = taken.version join thing on thing.id = version.record`.execute(
    db(),
  )
  if (rows.length) await tell(rows)
}

async function tell(records: { id: number; ref: string }[]): Promise<void> {
  await changed(...records.map(({ ref }) => ref), 'records', 'things')
  await announce('thing.changed', { ids: records.map(({ id }) => id) })
}

/** The records that name a person, for those who read their page: so many of the newest. One query. */
export async function creditedTo(viewer: Viewer, person: number, most = 50): Promise<number[]> {
  dependsOn('records')
  const { rows } = await sql<{ id: number }>`
    select thing.id from credit join record on record.current = credit.version
      join version on version.id = credit.version join thing on thing.id = record.thing
    where credit.person = ${person} and credit.shown = 'named' and thing.state = 'published' and ${visibleTo(viewer)}
    group by thing.id order by max(version.published) desc, thing.id limit ${most}`.execute(db())
  return rows.map(({ id }) => id)
}
