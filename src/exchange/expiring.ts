import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { lasts } from './entry.ts'
import { limits } from './take-up.ts'

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** An offer or a need ends in a week. */
    'exchange.ends': { entry: number }
  }
}

/** At most so many in one night: the rest waits for the next. */
const most = 2_000

/** Of an `entry`: whoever said it to a community belongs to it no more. */
const saidByFormer = sql<boolean>`(entry.community is not null and not exists (
  select from membership where membership.community = entry.community and membership.person = entry.person and standing = 'member' and membership.ended is null))`

/** What is over ends, as does what a former member said to a community; whose ends in a week hears of it, once for each last day. */
export function expire(): Promise<{ ended: number; told: number }> {
  return atomically(async () => {
    const { rows: over } = await sql<{ id: number; ref: string }>`
      update thing set state = 'withdrawn', changed = now() from exchange_entry as entry
      where entry.thing = thing.id and (entry.until < current_date or ${saidByFormer}) and entry.ended is null and thing.state in ('published', 'submitted')
      returning thing.id, ref`.execute(db())
    const ids = over.map(({ id }) => id)
    await sql`update exchange_entry set ended = now() where thing = any(${ids}::bigint[])`.execute(db())
    const { rows: soon } = await sql<{ id: number }>`
      update exchange_entry set told_until = until where thing in (
        select entry.thing from exchange_entry as entry join thing on thing.id = entry.thing
        where thing.state = 'published' and until <= current_date + ${lasts.told}::int and told_until is distinct from until
          and opened < now() - make_interval(days => ${lasts.told}) order by until limit ${most})
      returning thing as id`.execute(db())
    for (const { id } of soon) await announce('exchange.ends', { entry: id })
    if (ids.length) {
      await announce('thing.changed', { ids })
      await changed(...over.map(({ ref }) => ref), 'exchange', 'things')
    }
    return { ended: ids.length, told: soon.length }
  })
}

/** What one said is done and the other did not answer for some days is done; what nobody answered in two months is taken back in silence. */
export async function settleTakeUps(): Promise<number> {
  await sql`
    update take_up set state = 'taken-back', answered = now()
    where state = 'proposed' and at < now() - make_interval(days => ${limits.waits})`.execute(db())
  const { rows } = await sql`
    update take_up set state = 'done', done = now()
    where state = 'agreed' and done_said < now() - make_interval(days => ${limits.confirms}) returning id`.execute(
    db(),
  )
  return rows.length
}
