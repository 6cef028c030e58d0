import { createHash } from 'node:crypto'
import { t } from '../base/i18n/t.ts'
import { alphabet } from '../base/ids.ts'
import type { Fault } from '../base/import.ts'
import { today } from '../base/today.ts'
import { definitionOf, editionFor } from '../instruments/editions.ts'
import { fillsOf } from '../instruments/facets.ts'
import { fromSlmAnswers } from '../instruments/slm/from-answers.ts'
import type { Travelling } from './interchange.ts'
import { licenceId } from './licence.ts'
import { faultsOfShape } from './shape.ts'
import { personsIn } from './slm-persons.ts'
import { SlmPractice } from './slm-practice.ts'
import { firstPublished } from './versioning.ts'

/**
 * The practice as a record of ours, answered by the instrument of the same edition, which must be here
 * (`baobab import instrument`). Its reference is made from where it comes from, so that taking it in
 * twice makes one record. Land users stay unnamed, unless the file says that they agreed.
 */
export async function fromSlmPractice(json: unknown): Promise<{ record?: Travelling; faults: Fault[] }> {
  const read = SlmPractice.safeParse(json)
  if (!read.success) return { faults: faultsOfShape(json, read.error) }
  const practice = read.data
  const slug = `slm-${practice.questionnaire}`
  const edition = await editionFor(slug, practice.edition)
  if (!edition)
    return {
      faults: [
        { place: 'questionnaire', message: t('records.noSlmEdition', { slug, edition: practice.edition }) },
      ],
    }
  const definition = await definitionOf(edition.id)
  const { data, contributors, faults: unnamed } = personsIn(practice)
  const { answers, faults: unread } = fromSlmAnswers(definition, data, practice.language)
  const faults = [...unnamed, ...unread]
  const { title, summary, places } = fillsOf(definition, answers)
  if (!title?.[practice.language])
    return { faults: [...faults, { place: 'qg_name/name', message: t('records.slmNoName') }] }
  const ref = refFrom(`${JSON.stringify(practice.source)} ${title[practice.language]}`)
  return {
    faults,
    record: {
      format: 'baobab-record/1',
      ref,
      kind: 'practice',
      instrument: slug,
      state: 'published',
      reviewed: false,
      access: { to: 'everyone' },
      versions: [
        {
          number: 1,
          published: (await firstPublished(ref)) ?? today(),
          minor: false,
          content: {
            edition: practice.edition,
            title: { original: practice.language, texts: title },
            summary: { original: practice.language, texts: summary ?? title },
            knowledge: 'experience',
            contributors,
            organisations: [],
            places: places.length ? places : ['001'],
            topics: [],
            licence: licenceId(practice.licence ?? 'unknown'),
            identifiers: identifiersOf(practice),
            links: [],
            files: [],
            answers: answers as Record<string, Record<string, unknown>[]>,
          },
        },
      ],
    },
  }
}

const identifiersOf = ({ source }: SlmPractice) =>
  source?.repository ? [{ scheme: 'source', value: `${source.repository} ${source.path ?? ''}`.trim() }] : []

function refFrom(source: string): string {
  return [...createHash('sha256').update(source).digest().subarray(0, 12)]
    .map((byte) => alphabet[byte & 31])
    .join('')
}
