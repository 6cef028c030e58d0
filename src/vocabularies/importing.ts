import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { onlyTried } from '../base/database/only-tried.ts'
import { t } from '../base/i18n/t.ts'
import { emptyReport, type Fault, type ImportReport } from '../base/import.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { mayImport } from './access.ts'
import { keepConcepts, retire } from './keeping.ts'
import { readVocabulary, type VocabularyFormat } from './reading.ts'
import { keepScheme } from './scheme.ts'
import { type StoredConcept, storedConcepts } from './stored.ts'
import type { Concept, Vocabulary } from './vocabulary.ts'

/** Reads the file and takes in what it holds; `dryRun` says what that would do and keeps nothing. */
export async function importVocabularyFile(
  viewer: Viewer,
  file: { name: string; bytes: Uint8Array; format?: VocabularyFormat },
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<ImportReport> {
  const { vocabulary, faults, whole } = await readVocabulary(file.bytes, file)
  const read = { ...emptyReport(), faults }
  if (vocabulary) {
    const { faults: more, ...counts } = await importVocabulary(viewer, vocabulary, { whole, dryRun })
    Object.assign(read, counts, { faults: [...faults, ...more] })
  }
  return {
    ...read,
    faults: read.faults.map(({ place, message }) => ({ place: `${file.name}: ${place}`, message })),
  }
}

/**
 * Makes the vocabulary here what it is there, in one transaction; the second time nothing changes.
 * The report counts concepts. What is here and not there is kept and marked deprecated (and counts
 * as changed), unless the file was not read `whole`. Concepts that another vocabulary holds already
 * are named and left out. Refuses who may not, and a slug that another vocabulary has.
 */
export async function importVocabulary(
  viewer: Viewer,
  vocabulary: Vocabulary,
  { whole = true, dryRun = false }: { whole?: boolean; dryRun?: boolean } = {},
): Promise<ImportReport> {
  return onlyTried(dryRun, async () => {
    if (!mayImport(viewer, await schemeAt(vocabulary.uri))) refuse('forbidden', 'vocabularies.mayNotImport')
    await sql`select pg_advisory_xact_lock(${locks.importingVocabularies})`.execute(db())
    return takeIn(viewer, vocabulary, whole)
  })
}

async function takeIn(viewer: Viewer, vocabulary: Vocabulary, whole: boolean): Promise<ImportReport> {
  const scheme = await keepScheme(vocabulary)
  const { made, changes, vanished, unchanged, stored, faults } = await against(scheme.id, vocabulary, whole)
  const different = changes.map(({ after }) => after)
  const touched = await keepConcepts(scheme.id, vocabulary.slug, [...made, ...different], stored)
  await retire(vanished.map(({ id }) => id))
  const report = {
    made: made.length,
    changed: different.length + vanished.length,
    unchanged: unchanged.length,
    faults,
  }
  const ids = [...(scheme.changed ? [scheme.id] : []), ...touched, ...vanished.map(({ id }) => id)]
  if (ids.length) {
    await announce('thing.changed', { ids })
    // A changed topic stands in trails and trees of others: all pages with topics go.
    await changed('topics', 'vocabularies', 'things')
    await audit(viewer, 'vocabulary.import', scheme.id, { made: report.made, changed: report.changed })
  }
  return report
}

/** What a file says otherwise than what is here, concept by concept. */
export interface VocabularyChanges {
  made: Concept[]
  changes: { before: Concept; after: Concept }[]
  /** Here and no longer there: to be marked deprecated. */
  vanished: StoredConcept[]
  unchanged: Concept[]
  faults: Fault[]
}

/** What taking this in would change; writes nothing, and asks nobody whether they may. */
export const changesTo = async (vocabulary: Vocabulary, whole: boolean): Promise<VocabularyChanges> =>
  against((await schemeAt(vocabulary.uri)) ?? 0, vocabulary, whole)

async function against(
  scheme: number,
  vocabulary: Vocabulary,
  whole: boolean,
): Promise<VocabularyChanges & { stored: Map<string, StoredConcept> }> {
  const { concepts, faults } = await withoutStrange(vocabulary.concepts, scheme)
  const stored = new Map((await storedConcepts(scheme)).map((one) => [one.concept.uri, one]))
  const made = concepts.filter((concept) => !stored.has(concept.uri))
  const known = concepts.flatMap((after) => {
    const before = stored.get(after.uri)?.concept
    return before ? [{ before, after, same: isDeepStrictEqual(before, after) }] : []
  })
  const here = new Set(concepts.map((concept) => concept.uri))
  return {
    made,
    changes: known.filter(({ same }) => !same).map(({ before, after }) => ({ before, after })),
    unchanged: known.filter(({ same }) => same).map(({ after }) => after),
    vanished: whole
      ? [...stored.values()].filter(({ concept }) => !here.has(concept.uri) && !concept.deprecated)
      : [],
    faults,
    stored,
  }
}

/** The vocabulary with this address, where it is here. */
async function schemeAt(uri: string): Promise<number | undefined> {
  const row = await db().selectFrom('vocabulary').select('thing').where('uri', '=', uri).executeTakeFirst()
  return row?.thing
}

/** Without concepts of other vocabularies: an address belongs to one. */
async function withoutStrange(
  concepts: Concept[],
  vocabulary: number,
): Promise<{ concepts: Concept[]; faults: Fault[] }> {
  const { rows } = await sql<{ uri: string; slug: string }>`
    select concept.uri, vocabulary.slug from concept join vocabulary on vocabulary.thing = concept.vocabulary
    where concept.uri = any(${concepts.map((concept) => concept.uri)}) and concept.vocabulary <> ${vocabulary}`.execute(
    db(),
  )
  if (rows.length === 0) return { concepts, faults: [] }
  const strange = new Set(rows.map((row) => row.uri))
  const ours = (uris: string[]): string[] => uris.filter((uri) => !strange.has(uri))
  return {
    concepts: concepts
      .filter((concept) => !strange.has(concept.uri))
      .map((concept) => ({ ...concept, broader: ours(concept.broader), related: ours(concept.related) })),
    faults: rows.map(({ uri, slug }) => ({
      place: uri,
      message: t('vocabularies.faultOtherVocabulary', { slug }),
    })),
  }
}
