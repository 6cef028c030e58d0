import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type FileUse, filesOf } from '../../base/files/uses.ts'
import { refuse } from '../../base/refusal.ts'
import { url } from '../../ui/url.ts'
import type { HolderFor } from '../keeping-files.ts'
import { type Draft, draftFor } from './drafts.ts'
import { nameOfDraft } from './naming.ts'

/** A draft as the holder of files that are to be its record's. */
export const draftWithFiles: HolderFor = async (viewer, ref) => {
  const draft = await draftFor(viewer, ref)
  const href = url`/drafts/${draft.ref}`
  const title = { original: draft.lang, texts: { [draft.lang]: nameOfDraft(draft) } }
  return { thing: draft.id, ref: draft.ref, title, langs: draft.langs, href, at: href }
}

/** The files that answers of a draft may name: its own, and those of the record it is to change. One query. */
export const filesFor = ({ id, record }: Draft): Promise<FileUse[]> =>
  filesOf(...(record ? [record.thing, id] : [id]))

/**
 * Hands the files of a draft on to its record. Refuses where the record has another of the same name; the
 * same file twice is kept once.
 */
export async function handOverFiles({ id }: Draft, record: number): Promise<void> {
  // What is spoken anew takes the place of what was spoken before.
  await sql`
    update file_use set removed = now() from recording
    where recording.file_use = file_use.id and thing = ${record} and removed is null and exists (
      select from recording as anew join file_use as own on own.id = anew.file_use
      where own.thing = ${id} and own.removed is null and anew.slot = recording.slot and own.hash <> file_use.hash)`.execute(
    db(),
  )
  const { rows } = await sql<{ name: string; same: boolean }>`
    select own.name, own.hash = theirs.hash as same from file_use as own join file_use as theirs using (name)
    where own.thing = ${id} and theirs.thing = ${record} and own.removed is null and theirs.removed is null`.execute(
    db(),
  )
  const other = rows.find(({ same }) => !same)
  if (other) refuse('conflict', 'writing.fileThere', { name: other.name })
  await sql`update file_use set removed = now() where thing = ${id} and name = any(${rows.map(({ name }) => name)}::text[])`.execute(
    db(),
  )
  await sql`
    update file_use set thing = ${record}, position = position + (select coalesce(max(position), 0) from file_use where thing = ${record})
    where thing = ${id} and removed is null`.execute(db())
}
