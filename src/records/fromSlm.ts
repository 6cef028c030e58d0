import { createHash } from 'node:crypto'
import { alphabet } from '../base/ids.ts'
import type { Fault } from '../base/import.ts'
import { definitionOf, editionFor } from '../instruments/editions.ts'
import { fillsOf } from '../instruments/facets.ts'
import { fromSlmAnswers } from '../instruments/slm/from-answers.ts'
import type { Contributor, Travelling } from './interchange.ts'

/** A practice as the standard SLM database answers it, with the terms it is given on. */
interface SlmPractice {
  questionnaire: string
  edition: string
  language: string
  licence?: string
  source?: { repository?: string; path?: string; commit?: string }
  data: Record<string, Record<string, unknown>[]>
}

export const isSlmPractice = (json: unknown): json is SlmPractice =>
  typeof json === 'object' && json !== null && 'questionnaire' in json && 'data' in json

/**
 * The practice as a record of ours, answered by the instrument of the same edition, which must be here
 * (`baobab import instrument`). Its reference is made from where it comes from, so that taking it in
 * twice makes one record.
 */
export async function fromSlmPractice(json: SlmPractice): Promise<{ record?: Travelling; faults: Fault[] }> {
  const slug = `slm-${json.questionnaire}`
  const edition = await editionFor(slug, json.edition)
  if (!edition)
    return {
      faults: [
        {
          place: 'questionnaire',
          message: `there is no instrument "${slug}" in edition "${json.edition}": import it first`,
        },
      ],
    }
  const definition = await definitionOf(edition.id)
  const { answers, faults } = fromSlmAnswers(definition, json.data, json.language)
  const { title, summary, places } = fillsOf(definition, answers)
  if (!title?.[json.language])
    return { faults: [...faults, { place: 'qg_name/name', message: 'the practice has no name' }] }
  return {
    faults,
    record: {
      format: 'baobab-record/1',
      ref: refFrom(`${JSON.stringify(json.source)} ${title[json.language]}`),
      kind: 'practice',
      instrument: slug,
      state: 'published',
      reviewed: false,
      access: { to: 'everyone' },
      versions: [
        {
          number: 1,
          published: new Date().toISOString().slice(0, 10),
          minor: false,
          content: {
            edition: json.edition,
            title: { original: json.language, texts: title },
            summary: { original: json.language, texts: summary ?? title },
            knowledge: 'experience',
            contributors: contributorsIn(json.data),
            organisations: [],
            places: places.length ? places : ['001'],
            topics: [],
            licence: json.licence ?? 'unknown',
            identifiers: json.source?.repository
              ? [{ scheme: 'source', value: `${json.source.repository} ${json.source.path ?? ''}`.trim() }]
              : [],
            links: [],
            files: [],
            answers: answers as Record<string, Record<string, unknown>[]>,
          },
        },
      ],
    },
  }
}

function contributorsIn(data: SlmPractice['data']): Contributor[] {
  const words = (value: unknown): string => Object.values((value ?? {}) as Record<string, string>)[0] ?? ''
  const persons = Object.values(data)
    .flat()
    .filter((row) => 'person_lastname' in row)
  const named = persons.map((row): Contributor => {
    const organisation = words(row.person_institution_name)
    return {
      role: row.user_resourceperson_type === 'resourceperson_landuser' ? 'land-user' : 'resource-person',
      shown: 'named',
      name: `${words(row.person_firstname)} ${words(row.person_lastname)}`.trim(),
      ...(organisation && { organisation }),
    }
  })
  return named.length ? named : [{ role: 'compiler', shown: 'unnamed' }]
}

function refFrom(source: string): string {
  return [...createHash('sha256').update(source).digest().subarray(0, 12)]
    .map((byte) => alphabet[byte & 31])
    .join('')
}
