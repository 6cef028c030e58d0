import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { refuse } from '../base/refusal.ts'

/** Refuses to put an organisation below one that is below it already. Inside a transaction. */
export async function refuseRing(organisation: number, parent: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${locks.nestingOrganisations})`.execute(db())
  const { rows } = await sql<{ ring: boolean }>`
    with recursive above (id) as (
      select ${parent}::bigint union select organisation.parent from above join organisation on organisation.thing = above.id where parent is not null)
    select exists (select from above where id = ${organisation}) as ring`.execute(db())
  if (rows[0]!.ring) refuse('conflict', 'people.branchBelow')
}
