import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { announce } from '../../base/outbox/announce.ts'
import { agreedAsked } from '../../base/things/talk.ts'

/**
 * Of what people said elsewhere: they agreed there, and when and how is kept with the passage; who wishes it is credited
 * by name. Inside a transaction.
 */
export async function answerAsAgreed({ id, draft }: { id: number; draft: number }): Promise<void> {
  await sql`
    update passage set answer = case when one.name is null then 'unnamed' else 'named' end, answered = now(), agreed_elsewhere = one.note
    from (${agreedAsked()}) as one where write_up = ${id} and one.said = passage.said and answer is null and left_out is null`.execute(
    db(),
  )
  await sql`
    insert into draft_contributor (draft, role, shown, name, added_by, agreed)
    select ${draft}::bigint, 'resource-person', 'named', one.name, (select person from draft_writer where draft_writer.draft = ${draft} order by lead desc, since limit 1), true
    from (select distinct one.name from passage join (${agreedAsked()}) as one on one.said = passage.said
      where write_up = ${id} and left_out is null and one.name is not null) as one
    where not exists (select from draft_contributor as other where other.draft = ${draft} and other.person is null and other.name = one.name)`.execute(
    db(),
  )
}

/**
 * What is said of who spoke changed: drafts that quote it and are not published hold to it. Who agreed elsewhere no more is
 * waited for again, and members are asked. Inside a transaction.
 */
export async function agreedChanged(said: number[]): Promise<void> {
  const { rows } = await sql<{ id: number; draft: number }>`
    select distinct write_up.thing as id, draft from write_up join passage on passage.write_up = write_up.thing
    where passage.said = any(${said}::bigint[]) and draft is not null and published is null`.execute(db())
  for (const one of rows) {
    await sql`
      delete from draft_contributor where draft = ${one.draft} and person is null and role = 'resource-person' and shown = 'named' and exists (
        select from passage where write_up = ${one.id} and agreed_elsewhere is not null and said = any(${said}::bigint[]))
        and not exists (select from (${agreedAsked()}) as other join passage on passage.said = other.said where passage.write_up = ${one.id} and other.name = draft_contributor.name)`.execute(
      db(),
    )
    await sql`
      update passage set answer = null, answered = null, agreed_elsewhere = null
      where write_up = ${one.id} and said = any(${said}::bigint[]) and agreed_elsewhere is not null`.execute(
      db(),
    )
    await answerAsAgreed(one)
    await announce('passages.asked', { writeUp: one.id })
  }
}
