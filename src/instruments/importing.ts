import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { onlyTried } from '../base/database/only-tried.ts'
import { t } from '../base/i18n/t.ts'
import { emptyReport, type Fault, type ImportReport } from '../base/import.ts'
import { readJson } from '../base/json.ts'
import { announce } from '../base/outbox/announce.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { makeThing } from '../base/things/things.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import type { Change } from './changes.ts'
import { checkDefinition } from './check.ts'
import type { Definition } from './definition.ts'
import { changesBetween, keepChanges } from './edition-changes.ts'
import { definitionOf, editionFor, inOrder } from './editions.ts'
import { FaultyExtension, refuseFaultyExtension } from './extends.ts'
import { lookup } from './lookup.ts'
import { fromSlmStandard } from './slm/from-standard.ts'
import { looksLikeSlmStandard } from './slm/standard.ts'

/**
 * Takes a definition in as an edition of its instrument: made with the instrument, added to it, or
 * unchanged. Refuses a definition that differs from the one already adopted under the same edition,
 * since answers were given to that one, and, as `FaultyExtension`, one that changes what it shares with the
 * one it extends. Those who curate the questionnaire may; a new one takes whoever curates everything.
 */
export async function importInstrument(
  viewer: Viewer,
  definition: Definition,
): Promise<'made' | 'changed' | 'unchanged'> {
  const standing = await editionFor(definition.slug)
  if (!holds(viewer, 'curator', standing ? [standing.instrument] : []))
    refuse('forbidden', 'instruments.mayNotImport')
  return adopt(viewer, definition)
}

/**
 * The same for whoever has made sure that the viewer may. `changes`: what it does to the current edition,
 * told by those who made it; without them that is found from the two.
 */
export async function adopt(
  viewer: Viewer,
  definition: Definition,
  changes?: Change[],
): Promise<'made' | 'changed' | 'unchanged'> {
  return atomically(async () => {
    await sql`select pg_advisory_xact_lock(${locks.importingInstruments})`.execute(db())
    const { slug, edition: name } = definition
    const standing = await db()
      .selectFrom('instrument')
      .leftJoin('edition', 'edition.instrument', 'instrument.thing')
      .select(['instrument.thing', 'instrument.current', 'edition.name', 'edition.hash'])
      .where('slug', '=', slug)
      .execute()
    const hash = hashOf(definition)
    const same = standing.find((edition) => edition.name === name)
    if (same?.hash === hash) return 'unchanged'
    if (same) refuse('conflict', 'instruments.editionChanged', { slug, edition: name })
    await refuseFaultyExtension(definition)
    const instrument = standing[0]?.thing ?? (await makeInstrument(slug))
    const edition = await keepEdition(instrument, definition, hash)
    const newest = standing.every((one) => one.name === null || inOrder.compare(name, one.name) > 0)
    if (newest) await makeCurrent(instrument, edition, definition, standing[0]?.current, changes)
    await db().updateTable('thing').set({ changed: sql`now()` }).where('id', '=', instrument).execute()
    await audit(viewer, 'instrument.imported', instrument, { slug, edition: name })
    await announce('thing.changed', { ids: [instrument] })
    await changed('instruments', 'things')
    return standing.length ? 'changed' : 'made'
  })
}

async function makeCurrent(
  instrument: number,
  edition: number,
  definition: Definition,
  before: number | null | undefined,
  changes: Change[] | undefined,
): Promise<void> {
  await db().updateTable('instrument').set({ current: edition }).where('thing', '=', instrument).execute()
  if (before)
    await keepChanges(
      edition,
      before,
      changes ?? changesBetween(await definitionOf(before), definition),
      Boolean(changes),
    )
}

async function makeInstrument(slug: string): Promise<number> {
  const { id } = await makeThing({ kind: 'instrument' })
  await db().insertInto('instrument').values({ thing: id, slug }).execute()
  return id
}

async function keepEdition(instrument: number, definition: Definition, hash: string): Promise<number> {
  const { edition: name, title, summary, languages, makes, review, knowledge } = definition
  const { id } = await db()
    .insertInto('edition')
    .values({
      ...{ instrument, name, hash, languages, makes, review },
      definition: JSON.stringify(definition),
      title: JSON.stringify(title),
      summary: summary ? JSON.stringify(summary) : null,
      knowledge: knowledge ?? null,
      questions: [...lookup(definition).asked.values()].filter(({ number }) => number !== undefined).length,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The same for the same definition, in whatever order its keys were written. */
const hashOf = (definition: Definition): string =>
  createHash('sha256').update(JSON.stringify(definition, withKeysInOrder)).digest('hex')

const withKeysInOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * Takes in a file in the format of definitions, or a shared SLM questionnaire. One with a fault is
 * left out whole, with each fault and its place. `dryRun` says what would happen and does nothing.
 */
export async function importInstrumentFile(
  viewer: Viewer,
  { name, bytes }: { name: string; bytes: Uint8Array },
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<ImportReport> {
  const read = readJson(bytes)
  if ('message' in read) return { ...emptyReport(), faults: [{ place: name, message: read.message }] }
  const { json } = read
  const report = emptyReport()
  const { definition, faults } = looksLikeSlmStandard(json) ? fromSlmStandard(json) : checkDefinition(json)
  report.faults = faults.map(({ place, message }) => ({ place: `${name}: ${place}`, message }))
  if (!definition) return report
  try {
    report[await onlyTried(dryRun, () => importInstrument(viewer, definition))]++
  } catch (error) {
    report.faults.push(
      ...faultsOf(error).map(({ place, message }) => ({ place: `${name}${place}`, message })),
    )
  }
  return report
}

/** What is at fault with an edition that was refused; any other error is nobody's to answer here. */
export function faultsOf(error: unknown): Fault[] {
  if (error instanceof FaultyExtension)
    return error.faults.map(({ place, message }) => ({ place: `: ${place}`, message }))
  if (error instanceof Refusal && error.kind === 'conflict')
    return [{ place: '', message: t('instruments.editionChanged', error.values) }]
  throw error
}
