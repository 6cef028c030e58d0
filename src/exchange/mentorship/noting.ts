import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import { dayAfter } from '../../base/today.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'

import { checkedWords } from '../taking-up.ts'
import { mayNote } from './mentorship.ts'
import { moved } from './moving.ts'
import { mentorshipFor } from './reading.ts'

/** Writes something down for the two, of a meeting with its day. Refuses what is over, and a day too far off. */
export function note(
  viewer: Viewer,
  ref: string,
  { words, lang, day, once }: { words: string; lang: string; day?: string; once?: string },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    if (!mayNote(one)) refuse('conflict', 'mentorship.isOver')
    if (day && (day > dayAfter(366) || day < dayAfter(-3_660))) refuse('invalid', 'mentorship.dayWrong')
    await checkedWords(viewer, { words, lang })
    const { rows } = await sql<{ id: number }>`
      insert into mentorship_note (mentorship, person, day, lang, words, once) values (${one.id}, ${me}, ${day || null}, ${lang}, ${words}, ${once || null})
      on conflict (once) do nothing returning id`.execute(db())
    if (rows[0]) await moved(one.id, 'noted', me, rows[0].id)
  })
}

/** Takes out what one wrote down oneself. 404 for what is not one's own. */
export function unnote(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const one = await mentorshipFor(viewer, ref, { lock: true })
    const { rows } = await sql`
      delete from mentorship_note where id = ${id} and mentorship = ${one.id} and person = ${personOf(viewer)} returning id`.execute(
      db(),
    )
    found(rows[0])
  })
}
