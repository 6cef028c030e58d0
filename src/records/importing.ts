import { dirname, join } from 'node:path'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { attempt, db } from '../base/database/database.ts'
import { onlyTried } from '../base/database/only-tried.ts'
import { writeFile } from '../base/files/keeping.ts'
import { discard, place } from '../base/files/receiving.ts'
import { emptyReport, type Fault, type ImportReport } from '../base/import.ts'
import { readJson } from '../base/json.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { fromSlmPractice } from './from-slm.ts'
import { Travelling } from './interchange.ts'
import { faultsOfShape } from './shape.ts'
import { looksLikeSlmPractice } from './slm-practice.ts'
import { keepRecord } from './storing.ts'
import { type Beside, filesBeside } from './travelling-files.ts'
import { faultOf } from './unfit.ts'

/** A record as it was given, and the name of where: a file, a line. */
export interface Given {
  place: string
  json: unknown
  /** What came beside it. */
  beside?: Beside
}

/**
 * Takes records in, in one transaction. A record that is not one is left out and named; an answer
 * that does not fit its question is left out of its record and named; everything else is kept. Taken
 * in twice, nothing changes. `dryRun` says what would happen and does nothing. Only the instance may.
 */
export async function importRecords(
  viewer: Viewer,
  given: Given[],
  { dryRun = false } = {},
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'records.mayNotImport')
  const report = emptyReport()
  for (const { beside = new Map() } of given)
    for (const file of beside.values()) if (file) await (dryRun ? discard(file) : place(file))
  return onlyTried(dryRun, async () => {
    const ids: number[] = []
    for (const one of given) ids.push(...(await takeOne(viewer, one, report, dryRun)))
    if (ids.length) await announce('thing.changed', { ids })
    return report
  })
}

/** One record, by itself: whatever is wrong with it is its own fault, and the others are kept. */
async function takeOne(
  viewer: Viewer,
  { place, json, beside = new Map() }: Given,
  report: ImportReport,
  dryRun: boolean,
): Promise<number[]> {
  const at = (fault: Fault): Fault => ({
    ...fault,
    place: [place, fault.place].filter(Boolean).join(', '),
  })
  const read = Travelling.safeParse(json)
  if (!read.success) {
    report.faults.push(...faultsOfShape(json, read.error).map(at))
    return []
  }
  try {
    const { id, outcome, faults } = await attempt(async () => {
      for (const file of beside.values()) if (file) await writeFile(file, { tried: dryRun })
      return keepRecord(read.data, beside)
    })
    report[outcome]++
    report.faults.push(...faults.map(at))
    if (outcome === 'unchanged') return []
    await audit(viewer, `record.${outcome}`, id, { from: place })
    await changed(read.data.ref, 'records', 'things')
    return [id]
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    report.faults.push(at(fault))
    return []
  }
}

/** How many records there are, whoever may see them: tells an empty instance from a used one. */
export async function countRecords(): Promise<number> {
  const { count } = await db()
    .selectFrom('record')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The same from a file: one record or a list of them, or an SLM practice as the standard database answers it. */
export async function importRecordFile(
  viewer: Viewer,
  { name, bytes }: { name: string; bytes: Uint8Array },
  options: { dryRun?: boolean } = {},
): Promise<ImportReport> {
  const read = readJson(bytes)
  if ('message' in read) return { ...emptyReport(), faults: [{ place: name, message: read.message }] }
  const json = read.json
  if (looksLikeSlmPractice(json)) {
    const { record, faults } = await fromSlmPractice(json)
    const report = record
      ? await importRecords(viewer, [{ place: name, json: record }], options)
      : emptyReport()
    const own = faults.map((fault) => ({ ...fault, place: `${name}, ${fault.place}` }))
    return { ...report, faults: [...own, ...report.faults] }
  }
  const all = Array.isArray(json)
    ? json.map((one, i) => ({ place: `${name}[${i}]`, json: one as unknown }))
    : [{ place: name, json }]
  const { given, faults } = await withFiles(viewer, all, join(dirname(name), 'files'))
  const report = await importRecords(viewer, given, options)
  return { ...report, faults: [...faults, ...report.faults] }
}

/** These records with the files that stand beside them in a folder. */
export async function withFiles(
  viewer: Viewer,
  all: Given[],
  folder: string,
): Promise<{ given: Given[]; faults: Fault[] }> {
  const given: Given[] = []
  const faults: Fault[] = []
  for (const one of all) {
    const found = await filesBeside(viewer, one.json, folder)
    given.push({ ...one, beside: found.beside })
    faults.push(...found.faults.map((fault) => ({ ...fault, place: `${one.place}, ${fault.place}` })))
  }
  return { given, faults }
}
