import { expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { asReader } from '../base/i18n/reader.ts'
import { cell, columnsOf, dataCell, slotsOf } from './columns.ts'
import { choiceLabel, facetsOf, fillsOf, slotLabel } from './facets.ts'
import { answersIn, glance, namesIn, readAnswers } from './reading.ts'
import { searchText } from './search-text.ts'
import { inWords } from './words.ts'

const definition = exampleDefinition()
const reading = readAnswers(definition, exampleAnswers, 'en')

test('only what is answered, asked and not hidden is read, in the order of the definition', () => {
  expect(reading.sections.map(({ id }) => id)).toEqual(['first', 'second'])
  const slots = answersIn(reading.sections).map(({ slot }) => slot)
  expect(slots).not.toContain('basics/secret')
  expect(slots.slice(0, 3)).toEqual(['basics/name', 'basics/story', 'basics/page'])
  expect(slots.slice(-3)).toEqual(['total/all', 'total/rows', 'total/an_area'])
  const forest = { ...exampleAnswers, basics: [{ ...exampleAnswers.basics[0], land: 'forest' }] }
  expect(answersIn(readAnswers(definition, forest, 'en').sections).map(({ slot }) => slot)).not.toContain(
    'inputs/what',
  )
})

test('every type of answer is read in words', () => {
  const words = Object.fromEntries(
    answersIn(reading.sections).map(({ slot, value }) => [slot, inWords(value)]),
  )
  expect(words).toMatchObject({
    'basics/name': 'Stone lines',
    'basics/page': 'https://example.org/stones',
    'basics/steep': 'Yes',
    'basics/area': '12.5 hectares',
    'basics/year': '2019',
    'basics/price': 'F\u202fCFA\u00a040',
    'basics/began': 'May 2019',
    'basics/land': 'Cropland',
    'basics/lands': 'Wheat, Other, sand',
    'basics/best': '1. Building, 2. Planning',
    'basics/slope': 'High',
    'basics/who': 'Planning: Low; Building: High',
    'basics/map': '14.9° N, 5.3° E',
    'basics/teller': 'A. Adamou, Union',
    'basics/after': 'Zaï',
    'basics/paper': 'Plan',
    'basics/picture': 'The lines',
    'basics/figures': 'millet, 300; hay',
    'inputs/cost': '$30',
    'total/all': '$55',
  })
})

test('labels and texts stand in the language asked for, and say which when they cannot', () => {
  const [first, second] = readAnswers(definition, exampleAnswers, 'fr').sections
  expect(first!.title).toEqual({ lang: 'fr', text: 'Premier' })
  expect(second!.title).toEqual({ lang: 'en', text: 'Second' })
  const answers = answersIn([first!])
  expect(answers[0]).toMatchObject({
    label: { lang: 'en', text: 'Name' },
    value: { words: { lang: 'fr', text: 'Cordons pierreux' } },
  })
  const story = answersIn(reading.sections).find(({ slot }) => slot === 'basics/story')!
  expect(story.value).toMatchObject({ words: { lang: 'fr' }, long: true })
  expect(inWords(answers.find(({ slot }) => slot === 'basics/land')!.value)).toBe('Terres cultivées')
})

test('a text falls back to the language the record was written in', () => {
  const answers = { basics: [{ name: { en: 'a', pt: 'b' } }] }
  const [name] = answersIn(readAnswers(definition, answers, 'ar', 'pt').sections)
  expect(name!.value).toMatchObject({ words: { lang: 'pt', text: 'b' } })
})

test('a section that holds only one of the same name says it once', () => {
  const same = exampleDefinition((d) => (d.sections[1]!.sections![0]!.title = { en: 'Second' }))
  const [, second] = readAnswers(same, exampleAnswers, 'en').sections
  expect(second).toMatchObject({ id: 'second', title: { text: 'Second' }, sections: [] })
  expect(second!.groups.map(({ id }) => id)).toEqual(['inputs', 'total'])
})

test('a group that stands again is read where it stands last', () => {
  const twice = exampleDefinition((d) =>
    d.sections[1]!.sections![0]!.groups!.push({
      id: 'basics',
      again: true,
      questions: [{ id: 'name', label: { en: 'Name, again' }, type: 'text' }],
    }),
  )
  const names = answersIn(readAnswers(twice, exampleAnswers, 'en').sections).filter(
    ({ slot }) => slot === 'basics/name',
  )
  expect(names).toHaveLength(1)
  expect(names[0]!.label!.text).toBe('Name, again')
})

test('what is shown first, what is named, what it fills', () => {
  expect(glance(definition, exampleAnswers, 'en').map(({ slot }) => slot)).toEqual(['basics/land'])
  expect(namesIn(reading)).toEqual({ places: ['NE-5'], records: [] })
  expect(fillsOf(definition, exampleAnswers)).toMatchObject({
    title: { en: 'Stone lines' },
    places: ['NE-5'],
  })
})

test('facets are codes with the broader ones, numbers, days and places', () => {
  expect(facetsOf(definition, exampleAnswers)).toEqual([
    { slot: 'basics/land', code: 'crops' },
    { slot: 'basics/lands', code: 'wheat' },
    { slot: 'basics/lands', code: 'crops' },
    { slot: 'basics/lands', code: 'other' },
    { slot: 'basics/steep', code: 'yes' },
    { slot: 'basics/slope', code: 'high' },
    { slot: 'basics/began', day: '2019-05' },
    { slot: 'basics/area', number: 12.5 },
    { slot: 'total/all', number: 55 },
  ])
})

test('questions and codes have names', () => {
  expect(slotLabel(definition, 'basics/name')).toEqual({ en: 'Name' })
  expect(choiceLabel(definition, 'basics/land', 'forest')).toEqual({ en: 'Forest', fr: 'Forêt' })
  expect(choiceLabel(definition, 'basics/steep', 'no')).toMatchObject({
    en: 'No',
    fr: 'Non',
    ar: 'لا',
    ru: 'Нет',
  })
  expect(choiceLabel(definition, 'basics/land', 'sea')).toBeUndefined()
})

test('columns have labels and cells are words, in data bare', () => {
  expect(columnsOf(definition, 'en').map(({ label, number, unit }) => [label, number, unit])).toEqual([
    ['Land', false, undefined],
    ['Area', true, 'ha'],
    ['All of it', true, 'USD'],
  ])
  expect(cell(definition, 'inputs/what', exampleAnswers, 'en').text).toBe('stones; cart')
  expect(cell(definition, 'basics/area', exampleAnswers, 'en').text).toBe('12.5 hectares')
  expect(dataCell(definition, 'basics/area', exampleAnswers, 'en')).toBe('12.5')
  expect(dataCell(definition, 'basics/began', exampleAnswers, 'en')).toBe('2019-05')
  expect(cell(definition, 'basics/secret', {}, 'en').text).toBe('')
  expect(slotsOf(definition, 'en').map(({ slot }) => slot)).not.toContain('basics/secret')
})

test('search reads what was written and chosen in one language, and names in every one', () => {
  const english = searchText(definition, exampleAnswers, 'en').split('\n')
  expect(english).toEqual(
    expect.arrayContaining(['Stone lines', 'Cropland', 'sand', 'A. Adamou', 'The lines', 'millet']),
  )
  expect(english.join()).not.toContain('Puis tout le village')
  const french = searchText(definition, exampleAnswers, 'fr')
  expect(french).toContain('Puis tout le village')
  expect(french).toContain('Terres cultivées')
  expect(french).toContain('A. Adamou')
  expect(french).not.toContain('Stone lines')
})

test('numbers and dates follow the reader', () => {
  const said = asReader({ lang: 'fr', path: '/', query: new URLSearchParams(), saveData: false }, () =>
    cell(definition, 'basics/area', exampleAnswers, 'fr'),
  )
  expect(said.text).toMatch(/^12,5\shectares$/)
})
