import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import type { JobKind } from '../base/jobs.ts'
import { announce } from '../base/outbox/announce.ts'
import { today } from '../base/today.ts'
import { everyone, members, nameOf, system } from '../base/viewer.ts'
import { nobody } from './openness.ts'

interface Moved {
  id: number
  ref: string
}

/**
 * Opens every record whose embargo ends on this day or ended before, and closes every one whose
 * consent ended before it; gives how many. One that nobody may see any more is not opened again.
 */
export function keepDates(day = today()): Promise<{ opened: number; closed: number }> {
  return atomically(async () => {
    const opened = await openEmbargoes(day)
    const closed = await closeEnded(day)
    const moved = [...opened, ...closed]
    if (moved.length) {
      await changed(...moved.map(({ ref }) => ref), 'records', 'things')
      await announce('thing.changed', { ids: [...new Set(moved.map(({ id }) => id))] })
    }
    return { opened: opened.length, closed: closed.length }
  })
}

const openEmbargoes = async (day: string): Promise<Moved[]> =>
  (
    await sql<Moved>`
      with due as (select thing from record where opens <= ${day}::date for update),
      told as (
        insert into audit (who, verb, thing) select ${nameOf(system('the embargo ended'))}, 'record.opened', thing from due),
      over as (
        update record set opens = null from due where record.thing = due.thing returning record.thing, access ->> 'to' as whom)
      update thing set circle = case when circle = ${nobody} then circle
        when whom = 'everyone' then ${everyone} when whom = 'members' then ${members} else circle end
      from over where thing.id = over.thing returning thing.id, thing.ref`.execute(db())
  ).rows

const closeEnded = async (day: string): Promise<Moved[]> =>
  (
    await sql<Moved>`
      with due as (select thing from record where closes < ${day}::date for update),
      told as (
        insert into audit (who, verb, thing) select ${nameOf(system('the consent ended'))}, 'record.closed', thing from due),
      over as (update record set closes = null from due where record.thing = due.thing)
      update thing set circle = ${nobody} from due where thing.id = due.thing returning thing.id, thing.ref`.execute(
      db(),
    )
  ).rows

/** Day by day, as often as the hour turns in somebody's zone. */
export const embargoJob: JobKind = {
  name: 'records.embargoes',
  every: '*/15 * * * *',
  run: async () => void (await keepDates()),
}
