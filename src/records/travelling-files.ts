import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import { db } from '../base/database/database.ts'
import { sayOfFile, useFile } from '../base/files/keeping.ts'
import { isSafeName } from '../base/files/naming.ts'
import { hashOf, type Received, receive } from '../base/files/receiving.ts'
import { type FileUse, filesOf } from '../base/files/uses.ts'
import { t } from '../base/i18n/t.ts'
import { isRef, Ref } from '../base/ids.ts'
import { type Fault, refusedAt } from '../base/import.ts'
import { Labels } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'

/** A file of a record as it travels; its bytes stand beside, in `files/<ref of the record>/<name>`. */
export const TravellingFile = z.strictObject({
  /** What its address says, which stays the same elsewhere: `/files/<ref>/<name>`. */
  ref: Ref.optional(),
  name: z.string().refine(isSafeName, { error: () => t('records.faultFileName') }),
  type: z.string(),
  /** In bytes. */
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  caption: Labels.optional(),
  credit: z.string().optional(),
  licence: z.string().optional(),
})
export type TravellingFile = z.infer<typeof TravellingFile>

export const asItTravels = ({ ref, name, type, bytes, hash, caption, ...said }: FileUse): TravellingFile => ({
  ref,
  name,
  type,
  size: bytes,
  sha256: hash,
  ...(Object.keys(caption).length > 0 && { caption }),
  ...(said.credit && { credit: said.credit }),
  ...(said.licence && { licence: said.licence }),
})

/**
 * What came beside a record, by the hash it says it has: another than it has here when a
 * picture was cleaned, and none when it was refused and that is said.
 */
export type Beside = Map<string, Received | null>

/**
 * Takes the files that stand beside a record in a folder, for `importRecords` to keep; each that is refused
 * is a fault. What is not there is not missed here: it may be kept already.
 */
export async function filesBeside(
  viewer: Viewer,
  json: unknown,
  folder: string,
): Promise<{ beside: Beside; faults: Fault[] }> {
  const beside: Beside = new Map()
  const faults: Fault[] = []
  const { ref, files } = (json ?? {}) as { ref?: unknown; files?: unknown }
  const read = z.array(TravellingFile).safeParse(files)
  if (typeof ref !== 'string' || !isRef(ref) || !read.success) return { beside, faults }
  for (const { name, sha256 } of read.data) {
    const path = join(folder, ref, name)
    if (!existsSync(path)) continue
    beside.set(sha256, null)
    try {
      if ((await hashOf(path)) === sha256)
        beside.set(sha256, await receive(viewer, createReadStream(path), { name }))
      else faults.push({ place: name, message: t('records.fileOther') })
    } catch (error) {
      faults.push(refusedAt(name, error))
    }
  }
  return { beside, faults }
}

/**
 * Gives a record the files it travels with, as far as their bytes are here; gives whether anything changed.
 * Files it has here besides stay.
 */
export async function keepTravellingFiles(
  thing: number,
  { files = [] }: { files?: TravellingFile[] },
  beside: Beside,
  faults: Fault[],
): Promise<boolean> {
  if (files.length === 0) return false
  const hashes = files.map(({ sha256 }) => beside.get(sha256)?.hash ?? sha256)
  const { rows } = await sql<{
    hash: string
  }>`select hash from file where hash = any(${hashes}::text[])`.execute(db())
  const here = new Set(rows.map(({ hash }) => hash))
  const standing = new Map((await filesOf(thing)).map((use) => [use.hash, use]))
  let changed = false
  for (const [i, { name, caption = {}, credit = '', licence = '', ref, sha256 }] of files.entries()) {
    const hash = hashes[i]!
    const same = standing.get(hash)
    if (!here.has(hash)) {
      if (beside.get(sha256) !== null) faults.push({ place: name, message: t('records.fileNotHere') })
    } else if (!same) {
      await useFile(thing, hash, name, { ref, caption, credit, licence })
      changed = true
    } else if (
      !isDeepStrictEqual([same.caption, same.credit ?? '', same.licence ?? ''], [caption, credit, licence])
    ) {
      await sayOfFile(thing, same.ref, { caption, credit, licence })
      changed = true
    }
  }
  return changed
}
