import { describe, expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { asReader, type InterfaceLanguage } from '../base/i18n/reader.ts'
import { cell } from './columns.ts'
import { measure, money, unitMark } from './measures.ts'
import { answersIn, belowGlance, readAnswers } from './reading.ts'
import { inWords } from './words.ts'

const definition = exampleDefinition()
const shown = (text: string, lang = 'en') => ({ lang, text })

const read = <T>(lang: InterfaceLanguage, work: () => T): T =>
  asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, work)

describe('measures', () => {
  test('money has no Latin sign beside Arabic words', () => {
    expect(money(242.4, 'USD')).toBe('$242.40')
    expect(read('ar', () => money(242.4, 'USD'))).toBe('242.40 دولار أمريكي')
  })

  test('units that Intl has no words for have ours, in each language', () => {
    expect(measure(1, 'km2')).toBe('1 square kilometre')
    expect(measure(2.5, 'km2')).toBe('2.5 square kilometres')
    expect(read('fr', () => measure(1.5, 'm2'))).toBe('1,5 mètre carré')
    expect(read('ar', () => measure(2, 'km2'))).toBe('2 كيلومتر مربع')
  })

  test('a unit behind a label is short, and in words of the language where there are any', () => {
    expect(['ha', 'mm/a', '%', 'USD'].map(unitMark)).toEqual(['ha', 'mm/y', '%', 'USD'])
    expect(read('ar', () => unitMark('km2'))).toBe('كيلومتر مربع')
    expect(read('ar', () => unitMark('ha'))).not.toMatch(/[a-z\d]/)
  })
})

describe('answers in one line', () => {
  const matrix = {
    kind: 'matrix' as const,
    columns: [shown('Low')],
    rows: [
      { label: shown('A'), column: 0 },
      { label: shown('B'), column: 0 },
    ],
  }

  test('are joined as the language joins', () => {
    expect(inWords(matrix)).toBe('A: Low; B: Low')
    expect(read('ar', () => inWords(matrix))).toBe('A: Low؛ B: Low')
    const person = { kind: 'person' as const, name: 'A. Adamou', organisation: 'Union' }
    expect(read('ar', () => inWords(person))).toBe('A. Adamou، Union')
  })

  test('no ref stands for a record', () => {
    expect(inWords({ kind: 'record', ref: '568qx7fefd72' })).toBe('another record')
    expect(inWords({ kind: 'record', ref: '568qx7fefd72', title: 'Zaï' })).toBe('Zaï')
  })

  test('a cell says its language, and falls back to the language of the record', () => {
    const answers = { basics: [{ name: { fr: 'Cordons', en: 'Bunds', es: 'Cordones' } }] }
    expect(cell(definition, 'basics/name', answers, 'ar', 'fr')).toEqual(shown('Cordons', 'fr'))
    expect(cell(definition, 'basics/name', answers, 'en', 'fr')).toEqual(shown('Bunds'))
    expect(cell(definition, 'basics/area', { basics: [{ area: 3 }] }, 'fr')).toMatchObject({
      lang: 'fr',
    })
  })
})

describe('what stands in another language', () => {
  const wordsOf = (name: object, story: object) =>
    answersIn(readAnswers(definition, { basics: [{ name, story }] } as never, 'en', 'fr').sections).map(
      ({ value }) => value.kind === 'words' && value.words,
    )

  test('is marked among answers in the language read in', () => {
    expect(wordsOf({ fr: 'Cordons', en: 'Bunds' }, { fr: 'Histoire' })).toEqual([
      shown('Bunds'),
      { ...shown('Histoire', 'fr'), away: true },
    ])
  })

  test('is not where nothing is in that language: the page says so once', () => {
    expect(wordsOf({ fr: 'Cordons' }, { fr: 'Histoire' })).toEqual([
      shown('Cordons', 'fr'),
      shown('Histoire', 'fr'),
    ])
  })
})

test('of few answers, those at a glance are not said again below; of many, they are', () => {
  const slots = (answers: object) =>
    answersIn(belowGlance(readAnswers(definition, answers as never, 'en')).sections).map(({ slot }) => slot)
  expect(slots({ basics: [{ land: 'crops', name: { en: 'Bunds' } }] })).toEqual(['basics/name'])
  expect(slots({ basics: [{ land: 'crops' }] })).toEqual([])
  expect(slots(exampleAnswers)).toContain('basics/land')
})
