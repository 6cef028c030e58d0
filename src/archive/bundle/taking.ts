import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { attempt, db } from '../../base/database/database.ts'
import { onlyTried } from '../../base/database/only-tried.ts'
import { t } from '../../base/i18n/t.ts'
import { addReports, emptyReport, type Fault, type ImportReport, refusedAt } from '../../base/import.ts'
import { readJson } from '../../base/json.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { freeName, nth } from '../../base/slug.ts'
import { type BundlePart, bundleParts, type Came, type Taking } from '../../base/things/bundling.ts'
import type { Viewer } from '../../base/viewer.ts'
import { isSame, thingsHere } from './comparing.ts'
import { most } from './manifest.ts'
import { type Opened, openBundle } from './opening.ts'
import { asFolder } from './unzipping.ts'

/**
 * Takes a bundle in, a folder or a zip of it. What is here and unchanged stays; what was changed here is kept as it is here and named;
 * everything else is made, under its reference and as from where it was made. What is broken, altered or no such
 * thing is left out and named. `dryRun` says what would happen and does nothing. Only the instance may.
 */
export async function importBundle(
  viewer: Viewer,
  path: string,
  { dryRun = false } = {},
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'bundle.mayNotImport')
  return asFolder(path, async (folder) => takeAll(viewer, await openBundle(folder), dryRun))
}

const takeAll = (viewer: Viewer, opened: Opened, dryRun: boolean): Promise<ImportReport> =>
  onlyTried(dryRun, async () => {
    const { manifest, signed } = opened
    const taking: Taking = {
      ...{ signed, origin: manifest.origin, tried: dryRun },
      slug: await slugHere(manifest.community),
    }
    const here = await thingsHere(manifest.community.ref)
    let report: ImportReport = { ...emptyReport(), faults: opened.faults }
    const made: { part: BundlePart; came: Came }[] = []
    for (const part of bundleParts()) {
      for (const came of await cameOf(opened, part, report.faults)) {
        const one = await takeOne(viewer, part, came, taking, here)
        report = addReports(report, one)
        if (one.made > 0) made.push({ part, came })
      }
    }
    for (const { part, came } of made)
      if (part.tie) report = addReports(report, await guarded(came, () => part.tie!(viewer, [came], taking)))
    const { rows } = await sql<{ id: number }>`
      select id from thing where ref = ${manifest.community.ref} and kind = 'community'`.execute(db())
    const [community] = rows
    if (community) await audit(viewer, 'bundle.taken-in', community.id, { origin: manifest.origin })
    return { ...report, difference: linesOf(made) }
  })

/** Its own name where it is here, else its name or the next that is free. */
async function slugHere({ ref, slug }: { ref: string; slug: string }): Promise<string> {
  const { rows } = await sql<{ slug: string; own: boolean }>`
    select slug, ref = ${ref} as own from community join thing on thing.id = community.thing`.execute(db())
  const own = rows.find((one) => one.own)
  return own?.slug ?? freeName(slug, new Set(rows.map((one) => one.slug)), nth)
}

async function cameOf({ folder, whole }: Opened, { noun }: BundlePart, faults: Fault[]): Promise<Came[]> {
  const all: Came[] = []
  const own = new RegExp(`^data/${noun}/[0-9a-hjkmnp-tv-z]{12}\\.json$`)
  for (const place of [...whole].filter((path) => own.test(path))) {
    const bytes = await readFile(join(folder, place))
    const read = bytes.length > most.json ? { message: t('bundle.tooMuch') } : readJson(bytes)
    if ('message' in read) faults.push({ place, message: read.message })
    else all.push({ place, json: read.json, folder: join(folder, 'data', noun) })
  }
  return all
}

async function takeOne(
  viewer: Viewer,
  part: BundlePart,
  came: Came,
  taking: Taking,
  here: Map<string, object>,
): Promise<ImportReport> {
  const ref = came.place.slice(-17, -5)
  if ((came.json as { ref?: unknown } | null)?.ref !== ref)
    return { ...emptyReport(), faults: [{ place: came.place, message: t('bundle.otherThing') }] }
  const { rows } = await sql`select from thing where ref = ${ref}`.execute(db())
  if (rows.length > 0) {
    const standing = here.get(ref) ?? (await part.here?.(ref))
    if (standing && isSame(standing, came.json as object)) return { ...emptyReport(), unchanged: 1 }
    if (!standing || !part.grew?.(standing, came.json as object))
      return {
        ...emptyReport(),
        unchanged: 1,
        faults: [{ place: came.place, message: t('bundle.keptHere'), note: true }],
      }
  }
  return guarded(came, () => part.take(viewer, [came], taking))
}

/** Whatever is wrong with one thing is its own fault, and the others are kept. */
async function guarded({ place }: Came, work: () => Promise<ImportReport>): Promise<ImportReport> {
  try {
    return await attempt(work)
  } catch (error) {
    if (error instanceof Refusal) return { ...emptyReport(), faults: [refusedAt(place, error)] }
    // What the database does not take: a value out of bounds, or a reference that something here has.
    if (!/^2[23]/.test((error as { code?: string }).code ?? '')) throw error
    return { ...emptyReport(), faults: [{ place, message: t('bundle.notTaken') }] }
  }
}

const linesOf = (made: { part: BundlePart; came: Came }[]): string[] =>
  [...Map.groupBy(made, ({ part }) => part.noun)].map(([noun, all]) => `${noun}: ${all.length}`)
