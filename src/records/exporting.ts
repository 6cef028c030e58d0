import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { db } from '../base/database/database.ts'
import { keyOf, store } from '../base/files/store.ts'
import { filesOf } from '../base/files/uses.ts'
import type { Text } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Travelling } from './interchange.ts'
import { type RecordVersion, versionsOf } from './reading.ts'
import { recordingsOf } from './telling/recordings.ts'
import { recordingAsItTravels } from './telling/travelling.ts'
import { asItTravels } from './travelling-files.ts'

/** The whole record with all its versions, so that taking it in again makes no difference. */
export async function exportRecord(viewer: Viewer, ref: string): Promise<Travelling> {
  const [newest, ...older] = await versionsOf(viewer, ref)
  const { tombstone } = await db()
    .selectFrom('record')
    .select('tombstone')
    .where('thing', '=', newest!.thing)
    .executeTakeFirstOrThrow()
  const files = await filesOf(newest!.thing)
  const recordings = files.length ? await recordingsOf(newest!.thing) : []
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
    ...(files.length && { files: files.map(asItTravels) }),
    ...(recordings.length && { recordings: recordings.map(recordingAsItTravels) }),
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

/** The same as `<ref>.json` in a folder, with its files beside it in `files/<ref>/`; gives where. */
export async function exportRecordInto(
  viewer: Viewer,
  ref: string,
  folder: string,
): Promise<{ file: string; record: Travelling }> {
  const record = await exportRecord(viewer, ref)
  const beside = join(folder, 'files', ref)
  await mkdir(record.files ? beside : folder, { recursive: true })
  for (const { name, sha256 } of record.files ?? [])
    await pipeline(await (await store()).read(keyOf(sha256)), createWriteStream(join(beside, name)))
  const file = join(folder, `${ref}.json`)
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`)
  return { file, record }
}
