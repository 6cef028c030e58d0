import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** What of lists somebody took on, for the export of their account. */
export async function saidOnLists(person: number): Promise<object[]> {
  const { rows } = await sql<object>`
    select slug as community, mail_author.name, claimed, (select count(*)::int from post where post.mail_author = mail_author.id) as messages
    from mail_author join community on community.thing = mail_author.community where person = ${person} order by slug`.execute(
    db(),
  )
  return rows
}

/** Who leaves without a name leaves the one that the list had too, now and in what is brought along later. */
export async function leaveLists(person: number, unnamed: boolean): Promise<void> {
  await sql`
    update mail_author set name = case when ${unnamed} then '' else name end, wish = case when ${unnamed} then 'unnamed' else wish end
    where person = ${person}`.execute(db())
  await sql`update mail_author set offered_to = null where offered_to = ${person}`.execute(db())
  await sql`update list_archive set person = null where person = ${person}`.execute(db())
}
