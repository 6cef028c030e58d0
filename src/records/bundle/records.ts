import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { ImportReport } from '../../base/import.ts'
import { Refusal } from '../../base/refusal.ts'
import {
  type Bundled,
  type BundlePart,
  bundleParts,
  type Came,
  type Giving,
  type Taking,
} from '../../base/things/bundling.ts'
import { system, type Viewer, visibleTo } from '../../base/viewer.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords, withFiles } from '../importing.ts'
import type { Travelling } from '../interchange.ts'

/** The records that a community's things point to, as far as they may go along; each with its files and its licence. */
async function* giveRecords({ viewer, community }: Giving): AsyncGenerator<Bundled> {
  const points = bundleParts().flatMap((part) => part.points?.(community.id) ?? [])
  if (points.length === 0) return
  const { rows } = await sql<{ ref: string; kept: boolean }>`
    select thing.ref, exists (select from custodianship where custodianship.record = thing.id and ended is null) as kept
    from thing join record on record.thing = thing.id
    where thing.id in (select coalesce(use.record, pointed.thing) from (${sql.join(points, sql` union `)}) as pointed left join use on use.thing = pointed.thing)
      and thing.state = 'published' and ${visibleTo(viewer)} order by thing.id`.execute(db())
  for (const { ref, kept } of rows) {
    const record = await whole(viewer, ref)
    if (!record) continue
    const { custodian, ...rest } = record
    yield {
      ref,
      // Who of here keeps it true keeps it here.
      json: kept || custodian === undefined ? rest : { ...rest, custodian },
      licence: record.versions.at(-1)!.content.licence,
      files: (record.files ?? []).map(({ name, sha256 }) => ({ path: `${ref}/${name}`, hash: sha256 })),
    }
  }
}

async function whole(viewer: Viewer, ref: string): Promise<Travelling | undefined> {
  try {
    return await exportRecord(viewer, ref)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** For a community they stand under the name that it has here. */
async function take(viewer: Viewer, came: Came[], { slug, tried }: Taking): Promise<ImportReport> {
  const given = came.map(({ place, json }) => {
    const { access, files: _, recordings: __, ...rest } = json as Partial<Travelling>
    return {
      place,
      json: {
        ...(tried ? rest : (json as object)),
        ...(access && { access: access.to === 'community' ? { ...access, community: slug } : access }),
      },
    }
  })
  const { given: all, faults } = await withFiles(viewer, given, join(came[0]?.folder ?? '', 'files'))
  const report = await importRecords(viewer, all)
  return { ...report, faults: [...faults, ...report.faults] }
}

/** It has versions more, and those before them are the same. */
function grew(here: object, came: object): boolean {
  const [before, after] = [here as Travelling, came as Travelling].map(({ versions }) => versions ?? [])
  return after!.length > before!.length && isDeepStrictEqual(after!.slice(0, before!.length), before)
}

export const recordPart: BundlePart = {
  noun: 'records',
  give: giveRecords,
  take,
  grew,
  here: (ref) => whole(system('bundle'), ref),
}
