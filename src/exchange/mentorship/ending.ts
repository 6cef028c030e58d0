import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { isGoing } from './mentorship.ts'
import { moved } from './moving.ts'
import { mentorshipFor } from './reading.ts'

/** Rests, or goes on again. Refuses what does not go on. */
export function pauseMentorship(viewer: Viewer, ref: string, rests: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    if (!isGoing(one)) refuse('conflict', 'mentorship.isOver')
    const state = rests ? 'paused' : 'agreed'
    if (one.state === state) return
    await sql`update mentorship set state = ${state} where id = ${one.id}`.execute(db())
    await moved(one.id, rests ? 'paused' : 'resumed', me)
  })
}

/** Ends it, early or not; nobody is asked why, and it is written down nowhere by whom. Refuses what does not go on. */
export function endMentorship(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    if (!isGoing(one)) refuse('conflict', 'mentorship.isOver')
    await end(one.id)
    await moved(one.id, 'ended', me)
  })
}

const end = (id: number) =>
  sql`update mentorship set state = 'ended', ended = now(), proposed = null, proposed_by = null where id = ${id}`.execute(
    db(),
  )

/** Those whose last day is over end; both hear of it. Those that nobody answered in two months are taken back in silence. */
export function endMentorships(): Promise<number> {
  return atomically(async () => {
    await sql`
      update mentorship set state = 'taken-back', ended = now(), proposed = null where state = 'asked' and at < now() - interval '60 days'`.execute(
      db(),
    )
    const { rows } = await sql<{ id: number; mentor: number | null; mentee: number | null }>`
      select id, mentor, mentee from mentorship where state in ('agreed', 'paused') and until < current_date for update`.execute(
      db(),
    )
    for (const { id, mentor, mentee } of rows) {
      await end(id)
      for (const by of [mentor, mentee]) if (by !== null) await moved(id, 'ended', by)
    }
    return rows.length
  })
}
