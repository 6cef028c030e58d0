import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { type ImportReport, inShape, takeEach } from '../../base/import.ts'
import { refuse } from '../../base/refusal.ts'
import { Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'

/** Who is on duty, as packs bring it; people by their handles. */
const Given = z.strictObject({
  format: z.literal('baobab-duties/1'),
  duties: z.array(z.strictObject({ handle: z.string(), langs: z.array(Lang) })),
})

/** Takes in who is on duty, of those who are here and were not before. Only the instance may. */
export async function importDuties(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'conversations.mayNotImport')
  const { read, faults } = inShape(Given, given)
  const duties = read.flatMap(({ place, one }) => one.duties.map((duty) => ({ place, one: duty })))
  return takeEach({ read: duties, faults }, ({ handle, langs }) => take(viewer, handle, langs))
}

const take = (viewer: Viewer, handle: string, langs: string[]): Promise<boolean> =>
  atomically(async () => {
    const { rows } = await sql<{ person: number }>`
      insert into duty (person, langs, since)
      select thing, ${langs}, current_date from person
      where handle = ${handle} and left_at is null and not exists (select from duty where duty.person = person.thing)
      returning person`.execute(db())
    const person = rows[0]?.person
    if (person) await audit(viewer, 'duty.taken', person)
    return person !== undefined
  })
