import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { languageName, t } from '../../base/i18n/t.ts'
import type { Fault } from '../../base/import.ts'
import { found, refuse } from '../../base/refusal.ts'
import { type Labels, pick } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { changesTo, importVocabulary } from '../../vocabularies/importing.ts'
import { readVocabulary } from '../../vocabularies/reading.ts'
import { storedConcepts } from '../../vocabularies/stored.ts'
import type { Concept, Vocabulary } from '../../vocabularies/vocabulary.ts'
import { lineFinder } from './files/finding-lines.ts'
import type { Difference, Run, WholeLine } from './run.ts'
import { Unreadable } from './unreadable.ts'

/** A line of a vocabulary: what a topic was and is to be, for taking it back. */
interface ConceptPlan {
  vocabulary: string
  before?: Concept
  after: Concept
}

const read = (text: string, { file }: Pick<Run, 'file'>) =>
  readVocabulary(new TextEncoder().encode(text), { name: file })

/**
 * What a vocabulary would change, topic by topic: those that change first, then those that stay, then every
 * fault with its line. Refuses, by `Unreadable`, one the viewer does not keep.
 */
export async function planVocabulary(viewer: Viewer, run: Run, text: string): Promise<WholeLine[]> {
  const { vocabulary, faults, whole } = await read(text, run)
  const lineOf = lineFinder(text)
  const wrong = (all: Fault[]) => all.map((fault) => faultLine(fault, lineOf))
  if (!vocabulary) return wrong(faults)
  await refuseUntaken(viewer, vocabulary, whole)
  const { made, changes, vanished, unchanged, faults: strange } = await changesTo(vocabulary, whole)
  const line = (
    outcome: WholeLine['outcome'],
    after: Concept,
    differences: Difference[],
    before?: Concept,
  ): WholeLine => ({
    line: lineOf(after.uri) ?? 0,
    outcome,
    title: pick(after.prefLabels, run.lang)?.text ?? after.code,
    differences,
    reasons: [],
    plan: { vocabulary: vocabulary.uri, ...(before && { before }), after },
  })
  const gone = (concept: Concept): Concept => ({ ...concept, deprecated: true })
  return [
    ...made.map((after) => line('new', after, differencesOf(undefined, after))),
    ...changes.map(({ before, after }) => line('changed', after, differencesOf(before, after), before)),
    ...vanished.map(({ concept }) =>
      line('changed', gone(concept), differencesOf(concept, gone(concept)), concept),
    ),
    ...unchanged.map((after) => ({ ...line('unchanged', after, []), plan: {} })),
    ...wrong([...faults, ...strange]),
  ]
}

/** Tries it, so that what it would be refused for is said before. */
async function refuseUntaken(viewer: Viewer, vocabulary: Vocabulary, whole: boolean): Promise<void> {
  await importVocabulary(viewer, vocabulary, { whole, dryRun: true })
}

function faultLine({ place, message }: Fault, lineOf: (name: string) => number | undefined): WholeLine {
  const named = /^line (\d+)/.exec(place)?.[1]
  return {
    line: named ? Number(named) : (lineOf(place) ?? 0),
    outcome: 'fault',
    title: named ? '' : place,
    differences: [],
    reasons: [message],
    plan: {},
  }
}

/** Everything a topic says otherwise than before; of a new one what it is called and where it stands. */
function differencesOf(before: Concept | undefined, after: Concept): Difference[] {
  const was = before && new Map(wordsOf(before))
  const is = new Map(wordsOf(after))
  return [...new Set([...(was?.keys() ?? []), ...is.keys()])].flatMap((what) => {
    const [old, now] = [was?.get(what), is.get(what) ?? '']
    return now === (old ?? '') ? [] : [{ what, ...(old && { before: old }), after: now }]
  })
}

function wordsOf(concept: Concept): [string, string][] {
  const byLanguage = (labels: Labels, name: (language: string) => string): [string, string][] =>
    Object.entries(labels).map(([lang, words]) => [name(languageName(lang)), words])
  const code = (uri: string) => uri.replace(/^.*[/#:](?=.)/, '')
  return [
    ...byLanguage(concept.prefLabels, (language) => t('imports.labelIn', { language })),
    ...byLanguage(
      Object.fromEntries(Object.entries(concept.altLabels).map(([lang, all]) => [lang, all.join(' · ')])),
      (language) => t('imports.otherNamesIn', { language }),
    ),
    ...byLanguage(concept.definitions, (language) => t('imports.meaningIn', { language })),
    [t('imports.notation'), concept.notation ?? ''],
    [t('imports.broader'), concept.broader.map(code).join(' · ')],
    [t('imports.related'), concept.related.map(code).join(' · ')],
    [t('imports.mappings'), concept.mappings.map(({ relation, uri }) => `${relation} ${uri}`).join(' · ')],
    [t('imports.inUse'), concept.deprecated ? t('imports.retired') : t('imports.current')],
  ]
}

/** Makes the vocabulary here what the file says. */
export async function takeVocabulary(viewer: Viewer, run: Run, text: string): Promise<void> {
  const { vocabulary, whole } = await read(text, run)
  if (!vocabulary) throw new Unreadable(t('imports.notNow'))
  await importVocabulary(viewer, vocabulary, { whole })
}

/** The topics that an import made or changed, as they were before it and after it. */
async function plansOf(run: number): Promise<ConceptPlan[]> {
  const { rows } = await sql<{ plan: ConceptPlan }>`
    select plan from import_line where run = ${run} and outcome in ('new', 'changed') and plan ? 'after' order by position`.execute(
    db(),
  )
  return rows.map(({ plan }) => plan)
}

/**
 * Refuses where an import cannot be taken back: it was taken in by the command line, which keeps no former
 * words, or a topic of it was changed since.
 */
export async function refuseKeptVocabulary(run: number): Promise<void> {
  const plans = await plansOf(run)
  if (plans.length === 0) refuse('conflict', 'imports.vocabularyStays')
  const { stored } = await vocabularyOf(plans)
  const changed = plans.filter(({ after }) => !isDeepStrictEqual(stored.get(after.uri), after))
  if (changed.length)
    refuse('conflict', 'imports.topicsChangedSince', {
      count: changed.length,
      titles: changed
        .slice(0, 5)
        .map(({ after }) => after.code)
        .join('; '),
    })
}

/** Gives what was changed its former words; what was new is no longer in the vocabulary, but stays for what is known under it. */
export async function undoVocabulary(viewer: Viewer, run: Run): Promise<void> {
  await refuseKeptVocabulary(run.id)
  const plans = await plansOf(run.id)
  const { vocabulary, stored } = await vocabularyOf(plans)
  for (const { before, after } of plans)
    stored.set(after.uri, before ?? { ...stored.get(after.uri)!, deprecated: true })
  await importVocabulary(viewer, { ...vocabulary, concepts: [...stored.values()] })
}

async function vocabularyOf(
  plans: ConceptPlan[],
): Promise<{ vocabulary: Vocabulary; stored: Map<string, Concept> }> {
  const { thing, uri, slug } = found(
    await db()
      .selectFrom('vocabulary')
      .select(['thing', 'uri', 'slug'])
      .where('uri', '=', plans[0]?.vocabulary ?? '')
      .executeTakeFirst(),
  )
  const stored = new Map((await storedConcepts(thing)).map(({ concept }) => [concept.uri, concept]))
  return { vocabulary: { uri, slug, title: {}, note: {}, concepts: [] }, stored }
}
