import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import type { JobKind } from '../base/jobs.ts'
import { announce } from '../base/outbox/announce.ts'
import { everyone, members, system } from '../base/viewer.ts'

/** Opens every record whose embargo ends today or ended before; gives how many. */
export function openEmbargoes(today = new Date().toISOString().slice(0, 10)): Promise<number> {
  return atomically(async () => {
    const due = await db()
      .selectFrom('record')
      .innerJoin('thing', 'thing.id', 'record.thing')
      .select(['thing.id', 'thing.ref', 'record.access'])
      .where('record.opens', '<=', today)
      .forUpdate()
      .execute()
    for (const { id, ref, access } of due) {
      const circle = { everyone, members, named: undefined }[
        (access as { to: 'everyone' | 'members' | 'named' }).to
      ]
      if (circle) await db().updateTable('thing').set({ circle }).where('id', '=', id).execute()
      await db().updateTable('record').set({ opens: null }).where('thing', '=', id).execute()
      await audit(system('the embargo ended'), 'record.opened', id)
      await changed(ref, 'records', 'things')
    }
    if (due.length) await announce('thing.changed', { ids: due.map((one) => one.id) })
    return due.length
  })
}

export const embargoJob: JobKind = {
  name: 'records.embargoes',
  every: '*/15 * * * *',
  run: async () => void (await openEmbargoes()),
}
