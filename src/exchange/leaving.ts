import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import type { Farewell } from '../base/things/kinds.ts'
import { end } from './keeping.ts'
import { accompaniedSaid, companionLeft } from './mentorship/leaving.ts'

/** All that somebody said in giving and getting, for the export of their account. */
export async function saidBy(person: number): Promise<object> {
  const { rows } = await sql<object>`
    select
      coalesce((select json_agg(json_strip_nulls(json_build_object('ref', ref, 'side', side, 'what', what, 'title', title, 'words', words, 'lang', lang, 'langs', langs,
          'time', time, 'starts', starts, 'until', until, 'opened', opened, 'ended', ended, 'interest', interest, 'hiddenWhy', hidden_why)) order by opened)
        from exchange_entry join thing on thing.id = exchange_entry.thing where person = ${person}), '[]') as exchange,
      coalesce((select json_agg(json_build_object('ref', take_up.ref, 'state', state, 'at', at, 'before', before, 'messages', (
          select json_agg(json_build_object('body', body, 'lang', lang, 'at', message.at) order by message.id) from take_up_message as message where take_up = take_up.id and message.person = ${person}),
          'thanks', (select json_build_object('words', words, 'public', public) from take_up_thanks as thanks where thanks.take_up = take_up.id and thanks.person = ${person})) order by at)
        from take_up where ${person} in (person, other)), '[]') as "takeUps",
      (select json_build_object('findable', findable, 'askable', askable) from exchange_choice where person = ${person}) as "exchangeChoice"`.execute(
    db(),
  )
  return { ...rows[0], ...(await accompaniedSaid(person)) }
}

/**
 * Of whoever deletes their account: what they offered and needed is over, as is what they took up and whom they
 * accompany; where they wish so, nothing of it says who it was. What they chose and whom they thanked goes.
 */
export async function giverLeft(person: number, wish: Farewell): Promise<void> {
  const { rows } = await sql<{ id: number; ref: string }>`
    select thing.id, ref from exchange_entry join thing on thing.id = exchange_entry.thing where person = ${person}`.execute(
    db(),
  )
  const ids = rows.map(({ id }) => id)
  await end(ids)
  await sql`delete from exchange_match where offer = any(${ids}::bigint[]) or need = any(${ids}::bigint[])`.execute(
    db(),
  )
  await sql`
    update take_up set state = case when person = ${person} then 'taken-back' else 'declined' end, answered = now()
    where ${person} in (person, other) and state = 'proposed'`.execute(db())
  await sql`update take_up set state = 'done', done = now() where ${person} in (person, other) and state = 'agreed'`.execute(
    db(),
  )
  for (const table of ['exchange_choice', 'need_call', 'take_up_thanks'] as const)
    await db().deleteFrom(table).where('person', '=', person).execute()
  await companionLeft(person, wish)
  if (wish.unnamed) {
    for (const table of ['exchange_entry', 'take_up', 'take_up_message'] as const)
      await db().updateTable(table).set({ person: null }).where('person', '=', person).execute()
    await db().updateTable('take_up').set({ other: null }).where('other', '=', person).execute()
  }
  await changed(...rows.map(({ ref }) => ref), 'exchange', 'experts')
  if (ids.length) await announce('thing.changed', { ids })
}
