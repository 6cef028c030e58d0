import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { found } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Draft, draftFor, lockDraft } from './drafts.ts'
import { writeAnswers, writeChanges } from './standing.ts'

/** Two answers to one question: neither is lost, and someone settles which stands. */
export interface Clash {
  id: string
  path: string
  value: unknown
  by: { name: string }
  at: string
}

/** A query of the clashes that nobody has settled, oldest first. */
export const clashRows = (draft: number): RawBuilder<Clash> => sql`
  select draft_change.id, path, value, json_build_object('name', person.name) as by, at
  from draft_change join person on person.thing = draft_change.by
  where draft = ${draft} and outcome = 'clash' and settled is null order by revision, draft_change.id`

/** The clashes that nobody has settled, oldest first. */
export const clashesOf = async ({ id }: Draft): Promise<Clash[]> => (await clashRows(id).execute(db())).rows

/** Settles a clash: the answer that stood beside takes the place of the other, or goes. 404 for one that is settled. */
export function settleClash(viewer: Viewer, ref: string, id: string, take: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    await lockDraft(draft)
    const { rows } = await sql<{ revision: number }>`
      update draft set revision = revision + 1 where thing = ${draft.id} returning revision`.execute(db())
    const { revision } = rows[0]!
    const { path, value } = found((await clashesOf(draft)).find((one) => one.id === id))
    if (take) {
      const taken = { id: randomUUID(), path, value, base: revision }
      await writeAnswers(draft.id, me, revision, new Map([[path, value]]))
      await writeChanges(draft.id, me, revision, [taken], new Map([[taken.id, 'kept']]))
    }
    await sql`update draft_change set settled = now(), settled_by = ${me} where draft = ${draft.id} and id = ${id}::uuid`.execute(
      db(),
    )
  })
}
