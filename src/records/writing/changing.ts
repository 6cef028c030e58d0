import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { mayChange } from '../access.ts'
import { languagesOf } from '../languages.ts'
import { recordFor } from '../reading.ts'
import { makeDraft } from './drafts.ts'
import { explode } from './exploding.ts'
import { writeAnswers, writeChanges } from './standing.ts'

/**
 * Begins the next version of a record with everything that its newest says, in the edition that it answers.
 * Where somebody of those who may is writing one already, that is what they get. Gives its reference.
 */
export function startChange(viewer: Viewer, ref: string): Promise<Ref> {
  return atomically(async () => {
    const me = personOf(viewer)
    const record = await recordFor(viewer, ref)
    if (!(await mayChange(viewer, record))) refuse('forbidden', 'writing.mayNotChange')
    const standing = await changeBegun(record.thing, me)
    if (standing) return standing
    const { original } = record.content.title
    const draft = await makeDraft(viewer, {
      edition: record.editionId,
      sort: record.kind,
      lang: original,
      langs: languagesOf(record.content).filter((lang) => lang !== original),
      record: record.thing,
      basis: record.number,
    })
    const said = explode(await definitionOf(record.editionId), record.content)
    await writeAnswers(draft.id, me, 0, said)
    const changes = [...said].map(([path, value]) => ({ id: randomUUID(), path, value, base: 0 }))
    const kept = new Map(changes.map(({ id }) => [id, 'kept' as const]))
    await writeChanges(draft.id, me, 0, changes, kept)
    await creditsFrom(draft.id, record.thing, me)
    return draft.ref
  })
}

/** What this person writes at for the record already. */
async function changeBegun(record: number, me: number): Promise<Ref | undefined> {
  const { rows } = await sql<{ ref: Ref }>`
    select thing.ref from draft join thing on thing.id = draft.thing join draft_writer on draft_writer.draft = thing.id
    where draft.record = ${record} and person = ${me} and thing.state in ('draft', 'submitted', 'in-review') order by thing.id limit 1`.execute(
    db(),
  )
  return rows[0]?.ref
}

/** Those of the version before stay credited, in their order; whoever changes it is credited if they are not yet. */
async function creditsFrom(draft: number, record: number, me: number): Promise<void> {
  await sql`delete from draft_contributor where draft = ${draft}`.execute(db())
  await sql`
    insert into draft_contributor (draft, person, role, shown, name, organisation, added_by)
    select ${draft}, person, role, shown, case when person is null or shown = 'group' then name end, organisation, ${me}
    from credit join record on record.current = credit.version where record.thing = ${record} order by position`.execute(
    db(),
  )
}
