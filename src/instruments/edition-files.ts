import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically } from '../base/database/database.ts'
import { onlyTried } from '../base/database/only-tried.ts'
import { reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { emptyReport, type Fault, type ImportReport } from '../base/import.ts'
import { readJson } from '../base/json.ts'
import { refuse } from '../base/refusal.ts'
import { pick } from '../base/text.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { operationInWords } from './change-words.ts'
import { EditionFile } from './changes.ts'
import { shapeFaults } from './check-shape.ts'
import { changesOf, keepChanges } from './edition-changes.ts'
import { type CheckedEdition, checkEdition } from './edition-check.ts'
import { adopt, faultsOf } from './importing.ts'
import { looksLikeSlmChanges } from './slm/edition-changes.ts'
import { editionFromSlm } from './slm/edition-file.ts'

/**
 * Takes a new edition in from a file: what it does to the last one, or what is known of the shared SLM
 * questionnaires. What was found by laying two editions side by side gives way once to what its makers
 * tell. One with a fault is left out whole, with each fault and its place. `dryRun` does nothing; either
 * way the report says line by line what the edition does. Those who curate the questionnaire may.
 */
export async function importEditionFile(
  viewer: Viewer,
  { name, bytes }: { name: string; bytes: Uint8Array },
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<ImportReport> {
  const report = emptyReport()
  const at = ({ place, message }: Fault): Fault => ({
    place: [name, place].filter(Boolean).join(': '),
    message,
  })
  const read = readJson(bytes)
  if ('message' in read) return { ...report, faults: [{ place: name, message: read.message }] }
  const { checked, faults } = await readEdition(read.json)
  if (!checked) return { ...report, faults: faults.map(at) }
  try {
    report[await onlyTried(dryRun, () => takeEdition(viewer, checked))]++
  } catch (error) {
    return {
      ...report,
      faults: faultsOf(error).map(({ place, message }) => at({ place: place.replace(/^: /, ''), message })),
    }
  }
  return { ...report, difference: differenceOf(checked) }
}

/** What a file says of a new edition, checked against the edition it changes. */
export async function readEdition(json: unknown): Promise<{ checked?: CheckedEdition; faults: Fault[] }> {
  const given: { file?: unknown; faults?: Fault[] } = looksLikeSlmChanges(json)
    ? await editionFromSlm(json)
    : { file: json }
  if (!given.file) return { faults: given.faults ?? [] }
  const shaped = EditionFile.safeParse(given.file)
  if (!shaped.success) return { faults: shapeFaults(given.file, shaped.error) }
  return checkEdition(shaped.data)
}

/** Adopts an edition that was checked, or keeps what is now told of one that is here. */
export async function takeEdition(
  viewer: Viewer,
  { from, standing, definition, changes, told }: CheckedEdition,
): Promise<'changed' | 'unchanged' | 'made'> {
  if (!holds(viewer, 'curator', [from.instrument])) refuse('forbidden', 'instruments.mayNotAdopt')
  if (!standing)
    return (await adopt(viewer, definition, told ? changes : undefined)) === 'unchanged'
      ? 'unchanged'
      : 'made'
  return atomically(async () => {
    const known = await changesOf(standing.id)
    if (!told || known?.told) return 'unchanged'
    await keepChanges(standing.id, from.id, changes, true)
    await audit(viewer, 'edition.told', from.instrument, { slug: from.slug, edition: standing.name })
    await changed('instruments')
    return 'changed'
  })
}

function differenceOf({ last, definition, changes }: CheckedEdition): string[] {
  const { lang } = reader()
  return changes.flatMap(({ note, operations }) => {
    const lines = operations.map((one) => plain(operationInWords(one, last, definition, lang)))
    const words = pick(note, lang)?.text
    return words ? [words, ...lines.map((line) => t('instruments.differenceWithin', { line }))] : lines
  })
}

/** A terminal shows the marks that keep scripts apart as signs. */
const plain = (words: string): string => words.replaceAll(/[\u2068\u2069]/g, '')
