import { sql } from 'kysely'
import { db } from '../base/database/database.ts'

/** Lets somebody belong to it from now on; `by` is who let them in. */
export async function letIn(
  { id, circle }: { id: number; circle: number },
  person: number,
  by: number | null,
): Promise<void> {
  await sql`
    insert into membership (community, person, standing, by) values (${id}, ${person}, 'member', ${by})
    on conflict (community, person) where ended is null do update set standing = 'member', by = ${by}, since = now()`.execute(
    db(),
  )
  await sql`insert into in_circle (circle, person) values (${circle}, ${person}) on conflict do nothing`.execute(
    db(),
  )
}
