import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { refuseRemoved } from './deeds.ts'

/** Lets somebody belong to it from now on; `by` is who let them in. Refuses whom its moderators took out of it, until that is undone. */
export async function letIn(
  { id, circle }: { id: number; circle: number },
  person: number,
  by: number | null,
): Promise<void> {
  await refuseRemoved(id, person)
  await sql`
    insert into membership (community, person, standing, by) values (${id}, ${person}, 'member', ${by})
    on conflict (community, person) where ended is null do update set standing = 'member', by = ${by}, since = now()`.execute(
    db(),
  )
  await sql`insert into in_circle (circle, person) values (${circle}, ${person}) on conflict do nothing`.execute(
    db(),
  )
}
