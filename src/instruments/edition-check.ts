import { isDeepStrictEqual } from 'node:util'
import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { applyChanges } from './applying.ts'
import { operationInWords } from './change-words.ts'
import type { Change, EditionFile } from './changes.ts'
import { checkDefinition } from './check.ts'
import type { Definition } from './definition.ts'
import { changesBetween } from './edition-changes.ts'
import { definitionOf, type Edition, editionFor, inOrder } from './editions.ts'
import { inferOperations } from './inferring.ts'

/** An edition without fault: what it changes, what it is, and what it does. */
export interface CheckedEdition {
  from: Edition
  /** It is here already. */
  standing?: Edition
  last: Definition
  definition: Definition
  changes: Change[]
  /** The changes were told by the file, not found. */
  told: boolean
}

type Checked = { checked?: CheckedEdition; faults: Fault[] }
const faulty = (place: string, message: string): Checked => ({ faults: [{ place, message }] })

/**
 * Holds a file to the edition it changes, which must be the current one here, or the one before for an
 * edition that is here already: its changes must be possible and lead to a good definition, to the one that
 * the file brings, and to the one that is here.
 */
export async function checkEdition(file: EditionFile): Promise<Checked> {
  const { instrument: slug, from: name, edition } = file
  const [current, from, standing] = [
    await editionFor(slug),
    await editionFor(slug, name),
    await editionFor(slug, edition),
  ]
  if (!current) return faulty('instrument', t('instruments.editionNoInstrument', { slug }))
  if (!from) return faulty('from', t('instruments.extendsNothing', { slug, edition: name }))
  if (inOrder.compare(edition, name) <= 0)
    return faulty('edition', t('instruments.editionOlder', { edition, last: name }))
  if (!standing && from.id !== current.id)
    return faulty('from', t('instruments.editionNotLast', { last: current.name, edition: name }))
  const last = await definitionOf(from.id)
  const known = standing && (await definitionOf(standing.id))
  const { definition: whole, faults } = wholeOf(file, known)
  if (faults.length) return { faults }
  if (!file.changes && !whole) return faulty('changes', t('instruments.faultMissing'))
  if (!file.changes)
    return {
      checked: {
        from,
        standing,
        last,
        definition: whole!,
        changes: changesBetween(last, whole!),
        told: false,
      },
      faults,
    }
  const applied = applyChanges(last, edition, file.changes)
  if (!applied.definition) return { faults: applied.faults }
  if (whole && !same(applied.definition, whole)) return { faults: unlike(applied.definition, whole) }
  return {
    checked: {
      from,
      standing,
      last,
      definition: whole ?? applied.definition,
      changes: file.changes,
      told: true,
    },
    faults,
  }
}

/** The new definition that the file brings, else the one that is here under that name. */
function wholeOf(
  { definition: json, instrument, edition }: EditionFile,
  known: Definition | undefined,
): { definition?: Definition; faults: Fault[] } {
  if (json === undefined) return { definition: known, faults: [] }
  const { definition, faults } = checkDefinition(json)
  if (!definition)
    return { faults: faults.map(({ place, message }) => ({ place: `definition > ${place}`, message })) }
  if (definition.slug !== instrument || definition.edition !== edition)
    return faulty(
      'definition',
      t('instruments.editionOfAnother', { slug: definition.slug, edition: definition.edition }),
    )
  if (known && !same(known, definition))
    return faulty('definition', t('instruments.editionChanged', { slug: instrument, edition }))
  return { definition, faults: [] }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const same = (a: Definition, b: Definition): boolean => isDeepStrictEqual(asJson(a), asJson(b))

/** What the changes leave undone, as the operations that would do it; one without a fate is said as that. */
const unlike = (led: Definition, whole: Definition): Fault[] =>
  inferOperations(led, whole).map((operation) => ({
    place: 'slot' in operation ? `changes > ${operation.slot}` : 'changes',
    message:
      operation.op === 'remove-question' ||
      operation.op === 'remove-group' ||
      operation.op === 'remove-section'
        ? t('instruments.editionNoFate', {
            what: operationInWords(operation, led, whole, whole.languages[0]!),
          })
        : t('instruments.editionUnlike', {
            what: operationInWords(operation, led, whole, whole.languages[0]!),
          }),
  }))
