import { beforeAll } from 'vitest'
import { system } from '../../src/base/viewer.ts'
import { Definition } from '../../src/instruments/definition.ts'
import { importInstrument } from '../../src/instruments/importing.ts'
import { importPlaces } from '../../src/places/importing.ts'
import { importRecords } from '../../src/records/importing.ts'
import type { Travelling } from '../../src/records/interchange.ts'

/** A small questionnaire, and records that answer it. */
export const instance = system('test')
export const en = (words: string) => ({ original: 'en', texts: { en: words } })

const soil = Definition.parse({
  format: 'baobab-instrument/1',
  slug: 'soil',
  edition: '1',
  title: { en: 'Soil' },
  languages: ['en'],
  makes: 'practice',
  review: 'light',
  lists: {
    slope: [
      { code: 'flat', label: { en: 'Flat' } },
      { code: 'steep', label: { en: 'Steep' } },
    ],
  },
  facets: ['where/slope'],
  context: ['where/slope'],
  sections: [
    {
      id: 's',
      title: { en: 'Where' },
      groups: [
        {
          id: 'where',
          questions: [
            { id: 'slope', type: 'choice', list: 'slope', label: { en: 'Slope' } },
            { id: 'depth', type: 'number', unit: 'cm', min: 0, label: { en: 'Depth' } },
            { id: 'at', type: 'geometry', label: { en: 'On the map' } },
            { id: 'belongs', type: 'record', label: { en: 'Belongs to' } },
            { id: 'said', type: 'longtext', label: { en: 'What it is like' } },
          ],
        },
      ],
    },
  ],
})

export const record = (
  ref: string,
  rest: Partial<Travelling> = {},
  answers: object = { slope: 'flat', depth: 30 },
): Travelling => ({
  format: 'baobab-record/1',
  ref,
  kind: 'practice',
  instrument: 'soil',
  state: 'published',
  reviewed: true,
  access: { to: 'everyone' },
  custodian: 'Soil desk',
  lookAgain: '2027-01-01',
  versions: [version(1, answers)],
  ...rest,
})

export const version = (number: number, answers: object): Travelling['versions'][number] => ({
  number,
  published: `2026-0${number}-01`,
  minor: false,
  content: {
    edition: '1',
    title: en(`Bunds ${number}`),
    summary: en('Lines of stone'),
    knowledge: 'experience',
    contributors: [
      { role: 'compiler', shown: 'named', name: 'A. Compiler', organisation: 'Desk' },
      { role: 'land-user', shown: 'group', name: 'A group' },
      { role: 'land-user', shown: 'unnamed' },
    ],
    organisations: ['Desk'],
    places: ['NE'],
    topics: [],
    licence: 'CC-BY-4.0',
    identifiers: [{ scheme: 'doi', value: '10.1/x' }],
    links: [],
    files: [],
    consent: { by: 'A group', for: en('Reading'), given: '2025-12-01' },
    answers: { where: [answers as Record<string, unknown>] },
  },
})

export const take = (...records: unknown[]) =>
  importRecords(
    instance,
    records.map((json, i) => ({ place: `file ${i + 1}`, json })),
  )

/** Two places and the questionnaire, in the database of the test. */
export const ground = (): void =>
  beforeAll(async () => {
    await importPlaces(instance, [
      { code: '001', level: 'world', name: { en: 'World' } },
      { code: 'NE', level: 'country', parent: '001', name: { en: 'Niger' } },
    ])
    await importInstrument(instance, soil)
  })
