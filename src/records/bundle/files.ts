import { join } from 'node:path'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { writeFile } from '../../base/files/keeping.ts'
import { place } from '../../base/files/receiving.ts'
import type { FileUse } from '../../base/files/uses.ts'
import type { Ref } from '../../base/ids.ts'
import type { Fault } from '../../base/import.ts'
import type { Giving } from '../../base/things/bundling.ts'
import type { Viewer } from '../../base/viewer.ts'
import { asItTravels, filesBeside, keepTravellingFiles, type TravellingFile } from '../travelling-files.ts'

/** A file names nobody either: neither in its caption nor in its own name. */
export function givenFile(use: FileUse, { words }: Pick<Giving, 'words'>): TravellingFile {
  const { credit: _, caption, name, ...file } = asItTravels(use)
  const spaced = name.replace(/[\p{P}\p{S}]+/gu, ' ')
  return {
    ...file,
    name:
      words(name) === name && words(spaced) === spaced
        ? name
        : `${file.ref}${/\.\w{1,8}$/.exec(name)?.[0] ?? ''}`,
    ...(caption && {
      caption: Object.fromEntries(Object.entries(caption).map(([lang, said]) => [lang, words(said)])),
    }),
  }
}

/** Keeps the files that came with a thing of a bundle, once it is here; gives what is wrong with them. */
export async function takeGivenFiles(
  viewer: Viewer,
  one: { ref: Ref; files: TravellingFile[] },
  folder: string,
): Promise<Fault[]> {
  if (one.files.length === 0) return []
  const { beside, faults } = await filesBeside(viewer, one, join(folder, 'files'))
  for (const file of beside.values()) if (file) await place(file)
  await atomically(async () => {
    for (const file of beside.values()) if (file) await writeFile(file)
    const { rows } = await sql<{ id: number }>`select id from thing where ref = ${one.ref}`.execute(db())
    if (rows[0]) await keepTravellingFiles(rows[0].id, one, beside, faults)
  })
  return faults
}
