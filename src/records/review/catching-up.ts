import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type Step, stepsFrom } from '../../instruments/edition-changes.ts'
import { editionFor } from '../../instruments/editions.ts'
import { carried } from '../carrying.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { explode } from '../writing/exploding.ts'
import { saveAnswers } from '../writing/saving.ts'
import { answersOf } from '../writing/standing.ts'
import { bringInto } from './into-edition.ts'

/** What came of it: answers that were brought in, and those that stand against what the draft says. */
export interface CaughtUp {
  brought: number
  clashes: number
}

/**
 * Brings into a draft what its record has said anew since the draft set out: what nobody touched in the draft
 * takes the newer; what both changed stands beside until somebody settles it. Where the record answers another
 * edition by now, the draft goes there the same way first. Refuses a draft that is up to date.
 */
export function catchUp(viewer: Viewer, ref: string): Promise<CaughtUp> {
  return atomically(async () => {
    const draft = await draftFor(viewer, ref)
    if (!draft.record) return refuse('conflict', 'review.upToDate')
    const newest = await recordFor(viewer, draft.record.ref)
    if (newest.number <= draft.record.basis) refuse('conflict', 'review.upToDate')
    const before = await recordFor(viewer, draft.record.ref, draft.record.basis)
    const steps = newest.editionId === draft.editionId ? [] : await stepsTo(draft, newest)
    if (steps.length) await bringInto(draft, newest, steps)
    const { definition, revision } = await draftFor(viewer, ref)
    const was = explode(definition, carried(before.content, steps))
    const is = explode(definition, newest.content)
    const standing = await answersOf(draft)
    const changes = [...new Set([...was.keys(), ...is.keys()])]
      .filter((path) => !isDeepStrictEqual(was.get(path), is.get(path)))
      .map((path) => {
        const here = standing.get(path)
        const untouched = isDeepStrictEqual(here?.value ?? null, was.get(path) ?? null)
        // Who sends it has not seen what the draft says, unless that is what the version before said.
        const base = untouched ? (here?.revision ?? 0) : -1
        return { id: randomUUID(), path, value: is.get(path) ?? null, base }
      })
    const { outcomes } = await saveAnswers(viewer, ref, { since: revision, changes })
    await sql`update draft set basis = ${newest.number} where thing = ${draft.id}`.execute(db())
    await creditNew(draft.id, newest.thing, newest.number)
    await audit(viewer, 'draft.caught-up', draft.id, { to: newest.number })
    const count = (outcome: string) => Object.values(outcomes).filter((one) => one === outcome).length
    return { brought: count('kept'), clashes: count('clash') }
  })
}

const stepsTo = async ({ instrument, edition }: Draft, newest: RecordVersion): Promise<Step[]> =>
  (await stepsFrom(instrument, found(await editionFor(instrument, edition)), newest.edition)).steps

/** Whoever the newer version credits besides is credited by the next too. */
async function creditNew(draft: number, record: number, number: number): Promise<void> {
  await sql`
    insert into draft_contributor (draft, person, role, shown, name, organisation, added_by)
    select ${draft}, credit.person, credit.role, credit.shown, case when credit.person is null then credit.name end, credit.organisation,
      (select person from draft_writer where draft_writer.draft = ${draft} order by since limit 1)
    from credit join version on version.id = credit.version
    where version.record = ${record} and version.number = ${number} and not exists (
      select from draft_contributor as there where there.draft = ${draft} and there.role = credit.role
        and (there.person = credit.person or credit.person is null and there.name is not distinct from credit.name))
    order by credit.position`.execute(db())
}
