import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { attempt, db } from '../../base/database/database.ts'
import { onlyTried } from '../../base/database/only-tried.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { addReports, emptyReport, type Fault, type ImportReport, refusedAt } from '../../base/import.ts'
import { readJson } from '../../base/json.ts'
import { originHere } from '../../base/origin.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { freeName, nth } from '../../base/slug.ts'
import { type BundlePart, bundleParts, type Came, type Taking } from '../../base/things/bundling.ts'
import type { Viewer } from '../../base/viewer.ts'
import { keyOf, type Sums, sumsHere, sumsOf } from './comparing.ts'
import { type Manifest, most } from './manifest.ts'
import { type MadeThing, noteImport } from './noting.ts'
import { type Opened, openBundle } from './opening.ts'
import { asFolder } from './unzipping.ts'

export interface TakenIn {
  report: ImportReport
  /** What it is taken back by, where anything was made. */
  ref?: Ref
}

interface Asked {
  dryRun?: boolean
  /** Told how many files are through, of how many. */
  told?: (through: number, files: number) => void
}

/**
 * Takes a bundle in, a folder or a zip of it: all of it or, where it is stopped, nothing. What is here and unchanged
 * stays; what was changed here is kept as it is here and named; everything else is made, under its reference and as
 * from where it was made. To what is here already it adds only where the instance it began on signed it, or this one.
 * What is broken, altered or no such thing is left out and named. `dryRun` says what would happen and does nothing.
 * Only the instance may.
 */
export async function importBundle(
  viewer: Viewer,
  path: string,
  { dryRun = false, told = () => undefined }: Asked = {},
): Promise<TakenIn> {
  if (viewer.kind !== 'system') refuse('forbidden', 'bundle.mayNotImport')
  return asFolder(path, async (folder) => takeAll(viewer, await openBundle(folder), { dryRun, told }))
}

/** What is known while it is taken in. */
interface Work {
  viewer: Viewer
  taking: Taking
  signers: { mayAdd: boolean; home: string[] }
  here: Map<string, Sums>
}

const takeAll = (viewer: Viewer, opened: Opened, { dryRun, told }: Required<Asked>): Promise<TakenIn> =>
  onlyTried(dryRun, async () => {
    const { manifest, signed } = opened
    const { slug, origin } = await communityHere(manifest.community)
    const brought = new Set<Ref>()
    const taking: Taking = { ...{ signed, origin: manifest.origin, tried: dryRun }, slug, brought }
    const ours = await originHere()
    const home = signed ? [manifest.origin] : []
    const mayAdd = origin === undefined || home.some((one) => one === origin || one === ours)
    const work = { viewer, taking, signers: { mayAdd, home }, here: await sumsHere(manifest.community.ref) }
    let report: ImportReport = { ...emptyReport(), faults: opened.faults }
    const made: { part: BundlePart; place: string }[] = []
    let through = 0
    for (const part of bundleParts()) {
      for (const place of placesOf(opened, part)) {
        const one = await takeOne(work, part, await cameFrom(opened, part, place), manifest)
        report = addReports(report, one)
        if (one.made > 0) {
          made.push({ part, place })
          brought.add(refIn(place))
        }
        told(++through, opened.whole.size)
      }
      if (part.noun === 'communities' && !(await isHere(manifest.community.ref))) {
        report.faults.push({ place: 'data/communities', message: t('bundle.noCommunity') })
        return { report }
      }
    }
    for (const { part, place } of made) {
      const came = await cameFrom(opened, part, place)
      if (part.tie && 'json' in came)
        report = addReports(report, await guarded(came, () => part.tie!(viewer, [came], taking)))
    }
    report.difference = linesOf(made)
    if (made.length === 0 || dryRun) return { report }
    const ref = await noteImport(manifest, signed, madeOf(opened, made))
    await audit(viewer, 'bundle.taken-in', undefined, {
      import: ref,
      community: manifest.community.ref,
      origin: manifest.origin,
    })
    return { report, ref }
  })

/** As it came, one at a time. */
async function* madeOf(
  opened: Opened,
  made: { part: BundlePart; place: string }[],
): AsyncGenerator<MadeThing> {
  for (const { part, place } of made) {
    const came = await cameFrom(opened, part, place)
    if ('json' in came) yield { part, json: came.json as MadeThing['json'] }
  }
}

/** Where it comes from and its own name where it is here; else its name or the next that is free. */
async function communityHere({
  ref,
  slug,
}: Manifest['community']): Promise<{ slug: string; origin?: string }> {
  const { rows } = await sql<{ slug: string; ref: Ref; origin: string }>`
    select slug, ref, origin from community join thing on thing.id = community.thing`.execute(db())
  return (
    rows.find((one) => one.ref === ref) ?? { slug: freeName(slug, new Set(rows.map((one) => one.slug)), nth) }
  )
}

async function isHere(ref: string): Promise<boolean> {
  const { rows } = await sql`select from thing where ref = ${ref} and kind = 'community'`.execute(db())
  return rows.length > 0
}

/** Of the thing in `<ref>.json`. */
const refIn = (place: string): Ref => place.slice(-17, -5)

function placesOf({ whole }: Opened, { noun }: BundlePart): string[] {
  const own = new RegExp(`^data/${noun}/[0-9a-hjkmnp-tv-z]{12}\\.json$`)
  return [...whole].filter((path) => own.test(path))
}

async function cameFrom({ folder }: Opened, { noun }: BundlePart, place: string): Promise<Came | Fault> {
  const bytes = await readFile(join(folder, place))
  const read = bytes.length > most.json ? { message: t('bundle.tooMuch') } : readJson(bytes)
  return 'message' in read
    ? { place, message: read.message }
    : { place, json: read.json, folder: join(folder, 'data', noun) }
}

const fault = (fault: Fault, unchanged = 0): ImportReport => ({
  ...emptyReport(),
  unchanged,
  faults: [fault],
})

async function takeOne(
  { viewer, taking, signers, here }: Work,
  part: BundlePart,
  came: Came | Fault,
  { community }: Manifest,
): Promise<ImportReport> {
  if (!('json' in came)) return fault(came)
  const { place, json } = came
  const ref = refIn(place)
  if (
    (json as { ref?: unknown } | null)?.ref !== ref ||
    (part.noun === 'communities' && ref !== community.ref)
  )
    return fault({ place, message: t('bundle.otherThing') })
  const standing = await standingUnder(part, ref)
  if (!standing && !signers.mayAdd) return fault({ place, message: t('bundle.notItsOwn') })
  if (standing && !standing.undone) {
    const whole = await part.here?.(ref)
    const sums = here.get(keyOf(part.noun, ref)) ?? (whole && sumsOf(whole))
    if (sums?.bare === sumsOf(json as object).bare) return { ...emptyReport(), unchanged: 1 }
    if (!whole || !part.grew?.(whole, json as object))
      return fault({ place, message: t('bundle.keptHere'), note: true }, 1)
    if (!signers.home.includes(standing.origin)) return fault({ place, message: t('bundle.notItsOwn') }, 1)
  }
  const report = await guarded(came, () => part.take(viewer, [came], taking))
  const isThere = report.made + report.changed + report.faults.length > 0 || standing
  if (!isThere) return fault({ place, message: t('bundle.waits') })
  return standing?.undone ? { ...report, made: report.made + report.changed, changed: 0 } : report
}

/** Whether something of this part is here under this reference, and was taken back. */
async function standingUnder(
  part: BundlePart,
  ref: Ref,
): Promise<{ origin: string; undone: boolean } | undefined> {
  if (part.isHere) return (await part.isHere(ref)) ? { origin: '', undone: false } : undefined
  const { rows } = await sql<{ origin: string; undone: boolean }>`
    select origin, state = 'withdrawn' and exists (select from bundle_thing where bundle_thing.thing = thing.id and noun = ${part.noun} and undone) as undone
    from thing where ref = ${ref}`.execute(db())
  return rows[0]
}

/** Whatever is wrong with one thing is its own fault, and the others are kept. */
async function guarded({ place }: Came, work: () => Promise<ImportReport>): Promise<ImportReport> {
  try {
    return await attempt(work)
  } catch (error) {
    if (error instanceof Refusal) return fault(refusedAt(place, error))
    // What the database does not take: a value out of bounds, or a reference that something here has. What is nested too
    // deep for anybody to have said it.
    if (!(error instanceof RangeError) && !/^2[23]/.test((error as { code?: string }).code ?? '')) throw error
    return fault({ place, message: t('bundle.notTaken') })
  }
}

const linesOf = (made: { part: BundlePart }[]): string[] =>
  [...Map.groupBy(made, ({ part }) => part.noun)].map(([noun, all]) => `${noun}: ${all.length}`)
