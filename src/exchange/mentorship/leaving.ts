import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Farewell } from '../../base/things/kinds.ts'

/** What somebody said in mentorships, for the export of their account: their own words, not those of the other. */
export async function accompaniedSaid(person: number): Promise<object> {
  const { rows } = await sql<object>`
    select coalesce((select json_agg(json_build_object('ref', ref, 'role', case when mentor = ${person} then 'mentor' else 'mentee' end, 'state', state, 'purpose', purpose,
          'rhythm', rhythm, 'until', until, 'at', mentorship.at, 'ended', ended,
          'notes', (select json_agg(json_build_object('day', day, 'words', words, 'lang', lang, 'at', note.at) order by note.id) from mentorship_note as note where mentorship = mentorship.id and note.person = ${person}),
          'reflection', (select json_build_object('words', words, 'lang', lang, 'mayName', may_name) from mentorship_reflection as said where said.mentorship = mentorship.id and said.person = ${person})) order by at)
        from mentorship where ${person} in (mentor, mentee)), '[]') as mentorships`.execute(db())
  return rows[0]!
}

/** Of whoever deletes their account: it is over, what they wrote down goes, and where they wish so who it was. */
export async function companionLeft(person: number, { unnamed }: Farewell): Promise<void> {
  await sql`
    update mentorship set state = case when state = 'asked' then 'taken-back' else 'ended' end, ended = now(), proposed = null
    where ${person} in (mentor, mentee) and state in ('asked', 'agreed', 'paused')`.execute(db())
  for (const table of ['mentorship_note', 'mentorship_reflection'] as const)
    await db().deleteFrom(table).where('person', '=', person).execute()
  if (!unnamed) return
  for (const column of ['mentor', 'mentee', 'asked_by', 'proposed_by'] as const)
    await db()
      .updateTable('mentorship')
      .set({ [column]: null })
      .where(column, '=', person)
      .execute()
}
