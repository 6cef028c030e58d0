import { db } from '../base/database/database.ts'
import type { Text } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Travelling } from './interchange.ts'
import { type RecordVersion, versionsOf } from './reading.ts'

/** The whole record with all its versions, so that taking it in again makes no difference. */
export async function exportRecord(viewer: Viewer, ref: string): Promise<Travelling> {
  const [newest, ...older] = await versionsOf(viewer, ref)
  const { tombstone } = await db()
    .selectFrom('record')
    .select('tombstone')
    .where('thing', '=', newest!.thing)
    .executeTakeFirstOrThrow()
  return {
    format: 'baobab-record/1',
    ref: newest!.ref,
    kind: newest!.kind,
    instrument: newest!.instrument,
    origin: newest!.origin,
    state: newest!.state,
    ...(tombstone && { tombstone: tombstone as unknown as Text }),
    reviewed: newest!.reviewed,
    access: newest!.access,
    ...(newest!.custodian && { custodian: newest!.custodian }),
    ...(newest!.lookAgain && { lookAgain: newest!.lookAgain }),
    versions: [...older.reverse(), newest!].map(versionAsItTravels),
  }
}

const versionAsItTravels = (version: RecordVersion): Travelling['versions'][number] => ({
  number: version.number,
  published: version.published,
  ...(version.note && { note: version.note }),
  minor: version.minor,
  content: { edition: version.edition, ...version.content, contributors: version.credits },
})
