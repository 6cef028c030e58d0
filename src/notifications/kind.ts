import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { forgetMailOf } from '../base/mail/in/sweeping.ts'
import { forgetMailTo } from '../base/mail/sweeping.ts'
import type { Kind } from '../base/things/kinds.ts'

/** A notice is for one person: nobody finds it, and it goes with them. */
export const noticesKind: Kind = {
  kind: 'notice',
  noun: 'notices',
  cards: async () => new Map(),
  searchable: async () => [],
  keeperLeft: letGo,
  saidBy: chosenBy,
}

async function letGo(person: number): Promise<void> {
  for (const table of [
    'notice',
    'thread_following',
    'community_choice',
    'notice_choice',
    'digest',
    'hook',
  ] as const)
    await db().deleteFrom(table).where('person', '=', person).execute()
  const { rows } = await sql<{ email: string | null }>`
    select lower(email) as email from person left join login."user" on "user".id = person.login where person.thing = ${person}`.execute(
    db(),
  )
  const address = rows[0]?.email ?? null
  await forgetMailOf(person, address)
  if (address) await forgetMailTo(address)
}

async function chosenBy(person: number): Promise<object> {
  const { rows } = await sql<{ notices: object }>`
    select json_build_object(
      'chosen', (select to_json(choice) from (select needs, threads, by_mail as "byMail", quiet_from as "quietFrom", quiet_until as "quietUntil", quiet_days as "quietDays"
        from notice_choice where person = ${person}) as choice),
      'communities', coalesce((select json_agg(json_build_object('community', slug, 'level', level) order by slug)
        from community_choice join community on community.thing = community_choice.community where person = ${person}), '[]'),
      'threads', coalesce((select json_agg(json_build_object('thread', ref, 'follows', follows, 'at', at) order by at)
        from thread_following join thing on thing.id = thread_following.thread where person = ${person}), '[]'),
      'mailIn', coalesce((select json_agg(json_build_object('at', came, 'to', recipient, 'fate', fate, 'why', why) order by id) from mail_in where person = ${person}), '[]'),
      'hooks', coalesce((select json_agg(json_build_object('name', name, 'kind', kind, 'host', host, 'events', events, 'made', made) order by id)
        from hook where person = ${person}), '[]')) as notices`.execute(db())
  return rows[0]!
}
