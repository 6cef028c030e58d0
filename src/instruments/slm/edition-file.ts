import { t } from '../../base/i18n/t.ts'
import type { Fault } from '../../base/import.ts'
import type { EditionFile } from '../changes.ts'
import { shapeFaults } from '../check-shape.ts'
import { definitionOf, editionFor } from '../editions.ts'
import { changesFromSlm, SlmEditionChanges } from './edition-changes.ts'

/** The shared file of changes as an edition of ours; both editions that it speaks of must be here. */
export async function editionFromSlm(json: unknown): Promise<{ file?: EditionFile; faults?: Fault[] }> {
  const read = SlmEditionChanges.safeParse(json)
  if (!read.success) return { faults: shapeFaults(json, read.error) }
  const { questionnaire, from, to } = read.data
  const slug = `slm-${questionnaire}`
  const editions = [await editionFor(slug, from), await editionFor(slug, to)]
  const missing = editions.findIndex((edition) => !edition)
  if (missing >= 0)
    return {
      faults: [
        {
          place: missing === 0 ? 'from' : 'to',
          message: t('instruments.extendsNothing', { slug, edition: missing === 0 ? from : to }),
        },
      ],
    }
  const [last, next] = [await definitionOf(editions[0]!.id), await definitionOf(editions[1]!.id)]
  return {
    file: {
      format: 'baobab-edition/1',
      instrument: slug,
      from,
      edition: to,
      changes: changesFromSlm(read.data, last, next),
    },
  }
}
