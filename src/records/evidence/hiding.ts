import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import { mayCurate } from '../access.ts'
import { useFor, type WholeUse } from './reading.ts'
import { tellOf } from './saying.ts'

/** Keeps what was said out of sight, with a reason, which is written to whoever said it. Refuses whoever does not curate the record. */
export const hideUse = (
  viewer: Viewer,
  ref: string,
  { why, lang }: { why: string; lang: string },
): Promise<void> =>
  curating(viewer, ref, 'use.hidden', async ({ id, record }) => {
    const said = JSON.stringify({ original: lang, texts: { [lang]: why } })
    const { rows } = await sql<{ person: number | null }>`
      update use set hidden = now(), hidden_by = ${personOf(viewer)}, hidden_why = ${said}::jsonb
      where thing = ${id} and hidden is null returning person`.execute(db())
    if (!rows[0]) return
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    // Nobody here said what came along.
    if (rows[0].person === null) return
    await writeTo(rows[0].person, () => ({
      subject: t('evidence.hiddenSubject', { title: inReach(record.title).text }),
      words: t('evidence.hiddenMail', { title: inReach(record.title).text, why }),
      to: url`/uses/${ref}`,
    }))
  })

/** Lets it be seen again. Refuses whoever does not curate the record. */
export const showUse = (viewer: Viewer, ref: string): Promise<void> =>
  curating(viewer, ref, 'use.shown', async ({ id, withdrawn }) => {
    await sql`update use set hidden = null, hidden_by = null, hidden_why = null where thing = ${id}`.execute(
      db(),
    )
    if (!withdrawn) await db().updateTable('thing').set({ state: 'published' }).where('id', '=', id).execute()
  })

function curating(
  viewer: Viewer,
  ref: string,
  verb: string,
  work: (use: WholeUse) => Promise<void>,
): Promise<void> {
  return atomically(async () => {
    const use = await useFor(viewer, ref)
    if (!(await mayCurate(viewer, use.record.thing))) refuse('forbidden', 'evidence.notCurator')
    await sql`select from use where thing = ${use.id} for update`.execute(db())
    await work(use)
    await audit(viewer, verb, use.record.thing, { use: use.ref })
    await tellOf(use.id, use.ref, use.record.ref)
  })
}
