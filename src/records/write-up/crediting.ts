import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { speakersAsked } from '../../base/things/talk.ts'

/**
 * Credits for a draft those who are quoted, as they wish: by name where they say so for one passage, without one
 * where for none; nobody who is in no more, nor twice who is credited otherwise. Inside a transaction.
 */
export async function keepCredits({ id, draft }: { id: number; draft: { id: number } }): Promise<void> {
  const wishes = sql`
    select speaker.person, bool_or(answer = 'named') as named, bool_or(answer in ('named', 'unnamed')) as credited,
      bool_or(answer is null and left_out is null) as waiting
    from passage join (${speakersAsked()}) as speaker on speaker.said = passage.said
    where write_up = ${id} and not sealed and left_out is null and speaker.person is not null group by speaker.person`
  await sql`
    delete from draft_contributor where draft = ${draft.id} and role = 'resource-person' and person in (
      select speaker.person from passage join (${speakersAsked()}) as speaker on speaker.said = passage.said where write_up = ${id} and not sealed)
      and not exists (select from (${wishes}) as wish where wish.person = draft_contributor.person and (credited or waiting))`.execute(
    db(),
  )
  await sql`
    insert into draft_contributor (draft, person, role, shown, added_by, agreed)
    select ${draft.id}, wish.person, 'resource-person', case when named then 'named' else 'unnamed' end, wish.person, credited
    from (${wishes}) as wish
    where credited and not exists (select from draft_contributor as other where other.draft = ${draft.id} and other.person = wish.person and other.role <> 'resource-person')
    on conflict (draft, person, role) do update set shown = excluded.shown, agreed = true`.execute(db())
  await creditUnnamed(id, draft.id)
}

/** Those who asked without a name and agreed are one contributor without a name: nothing says how many they are, or who. */
async function creditUnnamed(id: number, draft: number): Promise<void> {
  const { rows } = await sql<{ agreed: boolean }>`
    select exists (select from passage where write_up = ${id} and sealed and answer = 'unnamed' and left_out is null) as agreed`.execute(
    db(),
  )
  const standing = sql`draft = ${draft} and person is null and shown = 'unnamed' and role = 'resource-person' and organisation is null`
  if (rows[0]!.agreed)
    await sql`
      insert into draft_contributor (draft, person, role, shown, added_by)
      select ${draft}, null, 'resource-person', 'unnamed', person from draft_writer
      where draft = ${draft} and not exists (select from draft_contributor where ${standing}) order by lead desc, since limit 1`.execute(
      db(),
    )
  else await sql`delete from draft_contributor where ${standing}`.execute(db())
}
