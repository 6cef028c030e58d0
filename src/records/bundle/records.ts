import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { ImportReport } from '../../base/import.ts'
import { announce } from '../../base/outbox/announce.ts'
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
import { keepRecord } from '../storing.ts'

/** A query of the records that a community's things point to, as far as they may go along. */
export function recordsAlong({ viewer, community }: Giving): RawBuilder<{ thing: number }> {
  const points = bundleParts().flatMap((part) => part.points?.(community.id) ?? [])
  return sql`
    select record.thing from record join thing on thing.id = record.thing
    where record.thing in (select coalesce(use.record, pointed.thing) from (${sql.join(points, sql` union `)}) as pointed left join use on use.thing = pointed.thing)
      and thing.state = 'published' and ${visibleTo(viewer)}`
}

/** Each with its files and its licence. */
async function* giveRecords(giving: Giving): AsyncGenerator<Bundled> {
  const { viewer } = giving
  const { rows } = await sql<{ ref: string; kept: boolean }>`
    select thing.ref, exists (select from custodianship where custodianship.record = thing.id and ended is null) as kept
    from thing where thing.id in (${recordsAlong(giving)}) order by thing.id`.execute(db())
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

/** It was to be read by everyone: who comes to its address is told what became of it. */
async function back(viewer: Viewer, ref: Ref): Promise<void> {
  const record = await exportRecord(viewer, ref)
  const { lang } = reader()
  const tombstone = { original: lang, texts: { [lang]: t('bundle.tombstone') } }
  const { id } = await keepRecord({ ...record, state: 'withdrawn', tombstone })
  await audit(viewer, 'record.withdrawn', id)
  await announce('thing.changed', { ids: [id] })
  await changed(ref, 'records', 'things')
}

export const recordPart: BundlePart = {
  noun: 'records',
  give: giveRecords,
  take,
  grew,
  // What was put into a library by hand, and what was said of it.
  within: (thing) => sql`
    select use.thing from use where record = ${thing} and withdrawn is null
    union select library_item.community from library_item where target = ${thing} and removed is null and by is not null`,
  back,
  here: (ref) => whole(system('bundle'), ref),
}
