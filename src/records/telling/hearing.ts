import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { hearByService, hearingService } from '../../base/machine/transcript.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { recordFor } from '../reading.ts'
import { leavingOf } from '../translating/leaving-the-house.ts'
import { mostWritten } from './story.ts'
import { recordingFor, type ToWriteDown } from './transcripts.ts'

/**
 * The service that may be sent a recording: one is named, the story is told to everyone and is nothing that a group
 * knows, nobody has written it down, and the viewer told it or keeps it: it is a voice that leaves this house.
 */
export async function hearingFor(viewer: Viewer, one: ToWriteDown): Promise<string | undefined> {
  const service = hearingService()
  if (!service || one.thing.kind !== 'record' || !one.tends || one.recorded.transcript) return undefined
  return (await leavingOf(await recordFor(viewer, one.thing.ref))) === 'leaves' ? service : undefined
}

/**
 * Has the service that the operator named write down what is said, marked until somebody has read it. Refuses what
 * was written meanwhile, with 404 what may not be sent, and what `hearByService` refuses.
 */
export async function hearByMachine(viewer: Viewer, ref: string): Promise<ToWriteDown> {
  const one = await recordingFor(viewer, ref)
  if (!(await hearingFor(viewer, one))) return refuse('missing', 'base.missing')
  const { recorded } = one
  const { rows } = await sql<{ hash: string }>`select hash from file_use where id = ${one.id}`.execute(db())
  const bytes = Buffer.from(await buffer(await (await store()).read(keyOf(rows[0]!.hash))))
  const words = await hearByService(
    { bytes, name: recorded.name, type: recorded.type },
    { lang: recorded.lang, most: mostWritten, by: personOf(viewer) },
  )
  await atomically(async () => {
    await sql`select from recording where file_use = ${one.id} for update`.execute(db())
    const now = await recordingFor(viewer, ref)
    if (now.recorded.transcript) refuse('conflict', 'hearing.meanwhile')
    if (!(await hearingFor(viewer, now))) refuse('missing', 'base.missing')
    await db()
      .insertInto('transcript')
      .values({ recording: one.id, lang: recorded.lang, words, machine: true })
      .execute()
    await audit(viewer, 'story.heard', one.thing.id, { service: hearingService() })
    await changed(one.thing.ref, 'records', 'things')
    await announce('thing.changed', { ids: [one.thing.id] })
  })
  return one
}
