import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import { everyone, members } from '../../base/viewer.ts'

/**
 * What was said where not everyone reads is read by nobody else before those who said it agreed. Refuses whoever may not
 * see the conversation that a draft quotes, as long as somebody is waited for.
 */
export async function refuseOutsider(draft: number, person: number): Promise<void> {
  const { rows } = await sql`
    select from write_up join thing as source on source.id = write_up.source
    where draft = ${draft} and source.circle not in (${everyone}, ${members})
      and not exists (select from in_circle where in_circle.circle = source.circle and in_circle.person = ${person})
      and exists (select from passage where passage.write_up = write_up.thing and answer is null and left_out is null)`.execute(
    db(),
  )
  if (rows.length) refuse('forbidden', 'writeup.notYetOpen')
}
