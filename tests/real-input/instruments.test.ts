import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkAnswers } from '../../src/instruments/answers.ts'
import { applyChanges } from '../../src/instruments/applying.ts'
import { cell, slotsOf } from '../../src/instruments/columns.ts'
import type { Definition } from '../../src/instruments/definition.ts'
import { facetsOf, fillsOf } from '../../src/instruments/facets.ts'
import { lookup } from '../../src/instruments/lookup.ts'
import { migrateAnswers } from '../../src/instruments/migrating.ts'
import { answersIn, glance, readAnswers } from '../../src/instruments/reading.ts'
import { searchText } from '../../src/instruments/search-text.ts'
import { changesFromSlm, SlmEditionChanges } from '../../src/instruments/slm/edition-changes.ts'
import { fromSlmAnswers } from '../../src/instruments/slm/from-answers.ts'
import { fromSlmStandard } from '../../src/instruments/slm/from-standard.ts'
import type { SlmStandard } from '../../src/instruments/slm/standard.ts'
import { inWords } from '../../src/instruments/words.ts'
import { arrivedOrKept } from '../support/instruments/migrated.ts'
import { answersFor } from '../support/instruments/random.ts'
import { describeOnRealInput, readRealInput, realInput } from '../support/real-input.ts'

type Json = Record<string, unknown>
const source = <T = SlmStandard>(name: string): T =>
  JSON.parse(readFileSync(realInput(`slm/${name}.json`), 'utf8'))
interface Practice {
  language: string
  data: Record<string, Json[]>
}

function read(name: string): Definition {
  const { definition, faults } = fromSlmStandard(source(name))
  expect(faults).toEqual([])
  return definition!
}

/** Every object in some JSON, with the key it stands under. */
function* objects(json: unknown, under = ''): Generator<[under: string, object: Json]> {
  if (typeof json !== 'object' || json === null) return
  if (!Array.isArray(json)) yield [under, json as Json]
  for (const [key, value] of Object.entries(json)) yield* objects(value, Array.isArray(json) ? under : key)
}

/** How many texts there are in each language among the labels under these keys. */
function languages(json: unknown, keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [under, labels] of objects(json))
    if (keys.includes(under)) for (const lang of Object.keys(labels)) counts[lang] = (counts[lang] ?? 0) + 1
  return counts
}

const all = (json: unknown, under: string): Json[] =>
  [...objects(json)].filter(([key]) => key === under).map(([, object]) => object)
const holding = (json: unknown, under: string, key: string, value?: unknown): number =>
  all(json, under).filter((one) => (value === undefined ? one[key] !== undefined : one[key] === value)).length

describeOnRealInput('the shared SLM questionnaires come in whole', () => {
  test.each<[file: string, slots: number, lists: number, conditions: number]>([
    ['slm-technologies', 775, 89, 80],
    ['slm-technologies-2015', 693, 74, 30],
    ['slm-approaches', 307, 34, 71],
    ['slm-module-cca', 431, 32, 15],
    ['slm-module-cbp', 22, 3, 0],
    ['slm-module-unccd', 53, 10, 0],
    ['slm-module-watershed', 69, 5, 6],
  ])('%s: %i slots, %i lists, %i conditions', (file, slots, lists, conditions) => {
    const given = source(file)
    const definition = read(file)
    const count = (under: string, key: string, value?: unknown) => holding(definition, under, key, value)
    const there = (under: string, key: string, value?: unknown) => holding(given, under, key, value)

    expect(all(definition, 'questions')).toHaveLength(slots)
    expect(all(given, 'questions')).toHaveLength(slots)
    expect(Object.keys(definition.lists)).toHaveLength(lists)
    expect(
      Object.fromEntries(
        Object.entries(definition.lists).map(([name, choices]) => [name, choices.map(({ code }) => code)]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(given.choiceLists).map(([name, choices]) => [name, choices.map(({ code }) => code)]),
      ),
    )
    expect(count('questions', 'when') + count('groups', 'when')).toBe(conditions)
    expect(there('questions', 'showIf') + there('groups', 'showIf')).toBe(conditions)

    expect(languages(definition, ['label', 'labelRead', 'title', 'help', 'low', 'high'])).toEqual(
      languages(given, ['label', 'labelView', 'title', 'help', 'scaleLow', 'scaleHigh']),
    )
    expect(definition.languages).toEqual(given.languages)

    for (const [ours, theirs] of [
      ['labelRead', 'labelView'],
      ['help', 'help'],
      ['otherFor', 'otherFor'],
      ['ends', 'scaleLow'],
      ['unit', 'unit'],
      ['min', 'min'],
      ['max', 'max'],
      ['maxLength', 'maxLength'],
      ['maxChoices', 'maxChoices'],
      ['fromGroups', 'choicesFromGroups'],
      ['list', 'choices'],
      ['computed', 'readonly'],
      ['brief', 'inSummary'],
    ] as const)
      expect([ours, count('questions', ours)]).toEqual([
        theirs === 'otherFor' ? 'otherFor' : ours,
        there('questions', theirs),
      ])
    expect(count('questions', 'hidden', true)).toBe(there('questions', 'hidden', true))
    expect(count('questions', 'required', true)).toBe(there('questions', 'required', true))
    expect(all(definition, 'repeat').map(({ max, shown }) => [shown, max])).toEqual(
      all(given, 'repeat').map(({ min, max }) => [min, max]),
    )
    expect(definition.facets).toEqual(given.facets.map(({ group, question }) => `${group}/${question}`))
    expect(all(definition, 'lists').filter(({ value }) => value !== undefined)).toHaveLength(
      all(given, 'choiceLists').filter(({ value }) => value !== undefined).length,
    )
  })

  test('the title, the summary, the place, the picture and the map are what every record has', () => {
    expect(read('slm-technologies').fills).toEqual({
      title: 'qg_name/name',
      summary: 'tech_qg_1/tech_definition',
      place: 'qg_location/country',
      image: 'qg_image/image',
      geometry: 'qg_location_map/location_map',
    })
    expect(read('slm-approaches').fills).toMatchObject({
      title: 'qg_name/name',
      summary: 'app_qg_1/app_definition',
    })
  })

  test('every country of the list is a place by its ISO 3166-1 alpha-2 code', () => {
    const table = parse(readRealInput('places/country-codes.csv'), { columns: true }) as Record<
      string,
      string
    >[]
    const codes = new Map(table.map((row) => [row['ISO3166-1-Alpha-3'], row['ISO3166-1-Alpha-2']]))
    const countries = read('slm-technologies').lists.country!
    expect(countries).toHaveLength(249)
    for (const { code, place } of countries) expect([code, place]).toEqual([code, codes.get(code.slice(-3))])
  })

  test('a key that is not known is a fault with its place', () => {
    const given = source('slm-module-cbp')
    Object.assign(given.sections[0]!.sections![0]!.groups![0]!.questions[0]!, { colour: 'red' })
    const { definition, faults } = fromSlmStandard(given)
    expect(definition).toBeUndefined()
    expect(faults).toEqual([
      {
        place: expect.stringMatching(/^section cbp__1 > section cbp__1__1 > group \w+ > question \w+$/),
        message: 'colour is not part of the format',
      },
    ])
  })

  test('a condition on a question that is not there is a fault with its place', () => {
    const given = source('slm-technologies')
    given.sections[2]!.sections![1]!.groups![2]!.showIf!.any[0]!.question = 'nothing'
    expect(fromSlmStandard(given).faults).toEqual([
      {
        place: 'section tech__3 > section tech__3__2 > group tech_qg_10 > when',
        message: 'there is no question tech_qg_9/nothing',
      },
    ])
  })
})

describeOnRealInput('a real SLM practice', () => {
  const practice = source<Practice>('technology-armenia-pile-walls.2018')
  const definition = read('slm-technologies')
  const { answers, faults } = fromSlmAnswers(definition, practice.data, practice.language)

  test('fits its questionnaire; its only faults are two numbers without a name', () => {
    expect(faults.map(({ place }) => place)).toEqual([
      'qg_funding_project row 1, funding_project',
      'qg_funding_institution row 1, funding_institution',
    ])
    const checked = checkAnswers(definition, answers)
    expect(checked.faults).toEqual([])
    expect(checked.good).toEqual(answers)
  })

  test('each of its answers is read in words, or was computed anew to the same', () => {
    const answered = Object.entries(practice.data).flatMap(([group, rows]) =>
      rows.flatMap((row, i) => Object.keys(row).map((question) => `${group}/${question}#${i}`)),
    )
    const shown = answersIn(readAnswers(definition, answers, 'en').sections)
    for (const { value } of shown) expect(inWords(value)).not.toBe('')
    const hidden = [...lookup(definition).asked.values()]
      .filter(({ question }) => question.hidden)
      .map(({ slot }) => slot)
    const folded = [...lookup(definition).asked.values()]
      .filter(({ question }) => question.otherFor)
      .map(({ slot }) => slot)
    // Numbers of another database, which name nothing here.
    const nameless = ['qg_funding_project/funding_project', 'qg_funding_institution/funding_institution']
    const expected = answered.filter(
      (one) => ![...hidden, ...folded, ...nameless].includes(one.split('#')[0]!),
    )
    expect(shown.length).toBe(expected.length)
    expect(new Set(shown.map(({ slot }) => slot))).toEqual(new Set(expected.map((one) => one.split('#')[0])))
  })

  test('its days, pictures and totals were understood', () => {
    expect(answers.qg_image![0]).toMatchObject({
      image: { file: expect.stringMatching(/\.jpg$/) },
      image_date: '2017-07-10',
    })
    expect(answers.tech_qg_36!.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3', 'r4'])
    expect(answers).not.toHaveProperty('tech_qg_222')
    expect(cell(definition, 'tech_qg_222/tech_input_est_total_costs', answers, 'en')).toEqual({
      lang: 'en',
      text: '6,160.6',
    })
  })

  test('gives facets, first lines, a place and words to find it by', () => {
    expect(fillsOf(definition, answers).places).toEqual(['AM'])
    const facets = facetsOf(definition, answers)
    expect(facets).toContainEqual({
      slot: 'tech_qg_55/tech_agroclimatic_zone',
      code: 'tech_agroclimatic_zone_semiarid',
    })
    expect(new Set(facets.map(({ slot }) => slot)).size).toBeGreaterThanOrEqual(10)
    expect(glance(definition, answers, 'en').length).toBeGreaterThanOrEqual(10)
    expect(searchText(definition, answers, 'en')).toContain('Aparan')
    expect(slotsOf(definition, 'fr')).toHaveLength(lookup(definition).asked.size - 2)
  })

  test('is read in other languages as far as they go, what is not translated marked', () => {
    const french = answersIn(readAnswers(definition, answers, 'fr').sections)
    expect(french.filter(({ label }) => label?.lang === 'fr').length / french.length).toBeGreaterThan(0.9)
    const written = french.flatMap(({ value }) => (value.kind === 'words' ? value.words.lang : []))
    expect(new Set(written)).toEqual(new Set(['en']))
  })

  test('what does not fit is left out and named, the rest is kept', () => {
    const { tech_qg_4: _, ...rest } = answers
    const bad = {
      ...rest,
      tech_qg_4: [{ tech_spread_tech: 'tech_spread_evenly', tech_spread_area: 'x' }],
      nothing: [{}],
    }
    const { good, faults } = checkAnswers(definition, bad)
    expect(faults).toEqual([
      {
        place: 'tech_qg_4 row 1, tech_spread_area',
        message: '“x” is not in the list tech_spread_area',
        slot: 'tech_qg_4/tech_spread_area',
        row: 1,
      },
      { place: 'nothing', message: 'there is no such group in this questionnaire' },
    ])
    expect(Object.keys(good)).toHaveLength(Object.keys(answers).length)
  })

  test('answered in the edition of 2015 it fits that one', () => {
    const older = source<Practice>('technology-armenia-pile-walls')
    const edition = read('slm-technologies-2015')
    const converted = fromSlmAnswers(edition, older.data, older.language)
    expect(checkAnswers(edition, converted.answers).faults).toEqual([])
  })
})

describeOnRealInput('the SLM technologies move from the edition of 2015 to that of 2018', () => {
  const last = read('slm-technologies-2015')
  const next = read('slm-technologies')
  const told = SlmEditionChanges.parse(source('slm-technologies-edition-changes-2015-2018'))
  const changes = changesFromSlm(told, last, next)
  const applied = applyChanges(last, next.edition, changes)
  const plain = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

  test('the changes lead from the one definition to the other, with every note of the file', () => {
    expect(applied.faults).toEqual([])
    expect(plain(applied.definition)).toEqual(plain(next))
    expect(changes.map(({ note }) => note!.en)).toEqual(expect.arrayContaining(told.releaseNotes))
  })

  test('notes stand over what they speak of', () => {
    const under = (note: RegExp) =>
      changes
        .filter(({ note: words }) => note.test(words!.en!))
        .flatMap(({ operations }) =>
          operations.map((one) => ('slot' in one ? `${one.op} ${one.slot}` : one.op)),
        )
    expect(under(/"Address", "Phone" and "E-Mail"/)).toEqual(
      ['address', 'phone_1', 'phone_2', 'email_1', 'email_2'].map(
        (id) => `remove-question tech_qg_184/person_${id}`,
      ),
    )
    expect(under(/was moved to 7\.1/)).toEqual(['move-question qg_accept_conditions/date_documentation'])
    expect(under(/^4\.5 .*"Type of measure"/)).toEqual(['remove-question tech_qg_43/tech_maint_type'])
    expect(under(/"Livestock density/)).toEqual(['remove-question tech_qg_19/tech_livestock_density'])
    expect(under(/"Age of land users"/)).toEqual(['change-question tech_qg_71/tech_age_landusers'])
  })

  test('every slot of 2015 has one fate; eighteen have none in 2018', () => {
    const { fates } = applied
    expect(fates).toHaveLength(690)
    expect(new Set(fates.map(({ slot }) => slot))).toEqual(new Set(lookup(last).asked.keys()))
    expect(fates.filter(({ to }) => to === undefined)).toHaveLength(18)
    expect(fates.filter(({ slot, to }) => to !== undefined && to !== slot).map(({ to }) => to)).toEqual([
      'tech_qg_250/date_documentation',
      'tech_qg_9/tech_landuse_2018',
      'tech_qg_10/tech_growing_seasons',
      'tech_qg_10/tech_growing_seasons_specify',
    ])
  })

  test('the real practice arrives at exactly the answers given in 2018; the rest of it is kept', () => {
    const answersIn = (file: string, edition: Definition) => {
      const { data, language } = source<Practice>(file)
      return fromSlmAnswers(edition, data, language).answers
    }
    const older = answersIn('technology-armenia-pile-walls', last)
    const migrated = migrateAnswers(changes, last, next, older)
    const given = answersIn('technology-armenia-pile-walls.2018', next)
    // A feature of GeoJSON without properties says so in the one file and leaves them out in the other.
    for (const { location_map } of migrated.answers.qg_location_map!)
      for (const feature of (location_map as { features: Json[] }).features) delete feature.properties
    expect(migrated.answers).toEqual(given)
    expect(arrivedOrKept(changes, last, older, migrated).map((lost) => lost.split(' ')[0])).toEqual([
      'qg_location_map/location_map',
    ])
    expect(
      Object.entries(Object.groupBy(migrated.kept, ({ slot }) => slot)).map(([slot, some]) => [
        slot,
        some!.length,
        some![0]!.why,
      ]),
    ).toEqual([
      ['tech_qg_11/tech_lu_grazingland_specify', 1, 'removed'],
      ['tech_qg_19/tech_growing_seasons', 1, 'asked'],
      ['tech_qg_19/tech_livestock_density', 1, 'removed'],
      ['tech_qg_161/tech_specifications', 1, 'removed'],
      ['tech_qg_165/tech_est_type', 10, 'removed'],
      ['tech_qg_43/tech_maint_type', 4, 'removed'],
    ])
  })

  test('random answers of 2015 arrive or are kept: none is lost', () => {
    fc.assert(
      fc.property(answersFor(last), (given) => {
        const { good } = checkAnswers(last, given)
        const migrated = migrateAnswers(changes, last, next, good)
        expect(arrivedOrKept(changes, last, good, migrated)).toEqual([])
        expect(checkAnswers(next, migrated.answers).good).toEqual(migrated.answers)
      }),
      { numRuns: 20 },
    )
  })
})
