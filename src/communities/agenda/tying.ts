import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { isRef } from '../../base/ids.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { nameIn, thingNamed } from '../../base/things/naming.ts'
import type { Viewer } from '../../base/viewer.ts'
import { refusePaused } from '../deeds.ts'
import { mayWork } from '../texts/access.ts'
import { practiceChanged } from '../texts/changed.ts'
import { questionFor } from './reading.ts'

/** What can answer a question. */
export const answering = ['record', 'thread', 'page', 'collection'] as const

/**
 * Ties a thing here, by its address or reference, to a question that it answers. Refuses whoever does not belong,
 * what is not here or not open to them, and what answers no question: a place, a person.
 */
export function tie(viewer: Viewer, slug: string, ref: string, address: string): Promise<void> {
  return atomically(async () => {
    const { id, community } = await questionFor(viewer, slug, ref)
    refusePaused(community)
    if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
    const name = nameIn(address)
    const thing = name && (await thingNamed(viewer, name))
    if (!thing) return refuse('invalid', 'practice.noSuchThing')
    if (!answering.some((kind) => kind === thing.kind)) refuse('invalid', 'practice.answersNothing')
    const by = viewer.kind === 'person' ? viewer.id : null
    const made = await db()
      .insertInto('agenda_tie')
      .values({ question: id, thing: thing.id, by })
      .onConflict((c) => c.doNothing())
      .returning('thing')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'practice.tiedAlready')
    await audit(viewer, 'agenda.tied', id, { to: thing.id })
    await practiceChanged([id], [thing.id, community.id])
  })
}

/** Unties a thing from a question. Refuses whoever does not belong; 404 where it is not tied to it as far as they may see. */
export function untie(viewer: Viewer, slug: string, ref: string, of: string): Promise<void> {
  return atomically(async () => {
    if (!isRef(of)) missing()
    const { id, community } = await questionFor(viewer, slug, ref)
    refusePaused(community)
    if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
    const thing = found(await thingNamed(viewer, [of]))
    const { rows } = await sql`
      delete from agenda_tie where question = ${id} and thing = ${thing.id} returning question`.execute(db())
    found(rows[0])
    await audit(viewer, 'agenda.untied', id, { from: thing.id })
    await practiceChanged([id], [thing.id, community.id])
  })
}
