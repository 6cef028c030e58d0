import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { sourceChanged } from './telling.ts'

/**
 * A conversation was put into another, in the transaction that does it: what was made of it comes from there now.
 * Where both were being arranged the passages go into the one that stands there, and the address of the
 * other leads there.
 */
export async function goAlong(from: number, to: number): Promise<void> {
  const { rows } = await sql<{ old: number; standing: number }>`
    select old.thing as old, standing.thing as standing from write_up as old, write_up as standing
    where old.source = ${from} and old.asked is null and old.merged_into is null
      and standing.source = ${to} and standing.asked is null and standing.merged_into is null
    for update`.execute(db())
  for (const { old, standing } of rows) {
    await sql`
      update passage set write_up = ${standing}, position = position + (select coalesce(max(position), 0) from passage where write_up = ${standing}),
        slot = case when same then slot end, label = case when same then label end
      from (select one.instrument is not distinct from other.instrument as same from write_up as one, write_up as other
        where one.thing = ${old} and other.thing = ${standing}) as questions
      where write_up = ${old} and not exists (select from passage as there
        where there.write_up = ${standing} and there.said = passage.said and there.piece = passage.piece)`.execute(
      db(),
    )
    await sql`update write_up set revision = revision + 1 where thing = ${standing}`.execute(db())
    await sql`update write_up set merged_into = ${standing} where thing = ${old} or merged_into = ${old}`.execute(
      db(),
    )
  }
  await sql`update write_up set source = ${to} where source = ${from}`.execute(db())
  await sourceChanged(from, to)
}
