import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { emptyReport, type Fault, type ImportReport } from '../base/import.ts'
import { readJson } from '../base/json.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Given, sortOut } from './checking.ts'
import { readPlaces } from './everywhere.ts'
import type { GivenPlace } from './place.ts'
import { closeLines, keepLines, keepPlace } from './storing.ts'

/**
 * Takes places in, in one transaction, in any order. What cannot be kept is named with the reason;
 * the rest is kept. A grouping names all its members; other places name what they stand in. Taken in
 * twice, nothing changes; places that are no longer given stay. Only the instance itself may.
 */
export async function importPlaces(viewer: Viewer, places: GivenPlace[]): Promise<ImportReport> {
  return takeIn(
    viewer,
    places.map((json, i) => ({ at: json.code || `place ${i + 1}`, json })),
  )
}

/** The same from JSON files, each a list of places; they may speak of each other. */
export async function importPlaceFiles(
  viewer: Viewer,
  files: { name: string; bytes: Uint8Array }[],
): Promise<ImportReport> {
  const faults: Fault[] = []
  const given = files.flatMap(({ name, bytes }) => {
    const list = listIn(bytes)
    if (typeof list === 'string') faults.push({ place: name, message: list })
    return typeof list === 'string'
      ? []
      : list.map((json, i) => ({ at: `${name}, ${codeIn(json) ?? `place ${i + 1}`}`, json }))
  })
  const report = await takeIn(viewer, given)
  return { ...report, faults: [...faults, ...report.faults] }
}

function listIn(bytes: Uint8Array): unknown[] | string {
  const read = readJson(bytes)
  if ('message' in read) return read.message
  return Array.isArray(read.json) ? read.json : 'it holds no list of places'
}

const codeIn = (json: unknown): string | undefined =>
  typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string'
    ? json.code
    : undefined

function takeIn(viewer: Viewer, given: Given[]): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'places.notYours')
  return atomically(async () => {
    await sql`select pg_advisory_xact_lock(${locks.importingPlaces})`.execute(db())
    const standing = new Map((await readPlaces()).map((place) => [place.code, place]))
    const { sound, faults } = sortOut(given, standing)
    const report: ImportReport = { ...emptyReport(), faults }
    const ids = new Map([...standing.values()].map((place) => [place.code, place.id]))
    const outcomes = new Map<number, 'made' | 'changed' | 'unchanged'>()
    for (const one of sound) {
      const { id, outcome } = await keepPlace(one, standing.get(one.place.code))
      ids.set(one.place.code, id)
      outcomes.set(id, outcome)
    }
    const moved = await keepLines(sound, ids)
    for (const id of moved) if (outcomes.get(id) !== 'made') outcomes.set(id, 'changed')
    await tell(viewer, outcomes)
    for (const outcome of outcomes.values()) report[outcome]++
    return report
  })
}

async function tell(viewer: Viewer, outcomes: Map<number, string>): Promise<void> {
  const ids = [...outcomes].flatMap(([id, outcome]) => (outcome === 'unchanged' ? [] : [id]))
  if (ids.length === 0) return
  await db().updateTable('thing').set({ changed: sql`now()` }).where('id', 'in', ids).execute()
  await audit(viewer, 'places.imported', undefined, { places: ids.length })
  await announce('thing.changed', { ids: [...new Set([...ids, ...(await closeLines())])] })
  await changed('places', 'things')
}
