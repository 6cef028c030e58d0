import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** What somebody did at the door, for the export of their account: when they were on duty, and what they were asked to answer. */
export async function saidAtDoor(person: number): Promise<object> {
  const { rows } = await sql<{ door: object }>`
    select json_build_object(
      'duties', coalesce((select json_agg(json_build_object('langs', langs, 'since', since, 'until', until, 'ended', ended) order by id) from duty where person = ${person}), '[]'),
      'askedToAnswer', coalesce((select json_agg(json_build_object('thread', ref, 'at', at) order by at) from answer_call join thing on thing.id = thread where person = ${person}), '[]')) as door`.execute(
    db(),
  )
  return rows[0]!.door
}

/** Whoever deletes their account is on duty no more, and nobody waits for their answer. */
export async function leaveDoor(person: number): Promise<void> {
  await sql`update duty set ended = now() where person = ${person} and ended is null`.execute(db())
  await db().deleteFrom('answer_call').where('person', '=', person).execute()
}
