import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbered } from './files/naming.ts'
import { freeName, latinSlug, nth, titleSlug } from './slug.ts'

const elided = { joining: /['’]/g, led: true }

test('words become addresses as they always did', () => {
  for (const [words, longest, slug] of [
    ['Amina Sow', 40, 'amina-sow'],
    ["Cordons pierreux de l'Ader – 2024", 70, 'cordons-pierreux-de-l-ader-2024'],
    ['«Élève» & Straße', 70, 'eleve-stra-e'],
    ['ﬁeld №5', 70, 'field-no5'],
    ['مكتب الإحصاء', 70, ''],
    ['Ministry of Education', 9, 'ministry'],
    ['"Quoted" name', 8, 'quoted-n'],
  ] as const)
    expect(latinSlug(words, longest)).toBe(slug)
  expect(latinSlug("gestion de l'eau", 80, elided)).toBe('gestion-de-leau')
  expect(latinSlug('d’Arc', 80, elided)).toBe('darc')
  expect(latinSlug('"Quoted" name', 8, elided)).toBe('quoted')
  expect(titleSlug('Half-moons: Ader, 2024', 'record')).toBe('half-moons-ader-2024')
  expect(titleSlug('الجسور', 'record')).toBe('الجسور')
  expect(titleSlug('— !', 'record')).toBe('record')
  expect(titleSlug(`${'long '.repeat(11)}consequences`, 'record')).toBe('long-'.repeat(11).slice(0, -1))
})

/** As the five places wrote it, each by itself. */
const people = (words: string, longest: number): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-')
    .slice(0, longest)
    .replace(/-$/, '') ?? ''
const topics = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')

test('no words get another address than they had', () => {
  const words = fc
    .array(
      fc.oneof(
        fc.constantFrom(' ', '-', "'", '’', '＇', 'É', 'a', 'Z', '9', 'ß', 'İ', 'ﬁ', 'س'),
        fc.string({ unit: 'grapheme' }),
      ),
      { maxLength: 120 },
    )
    .map((some) => some.join(''))
  fc.assert(
    fc.property(words, (some) => {
      expect(latinSlug(some, 40)).toBe(people(some, 40))
      expect(latinSlug(some, 70)).toBe(people(some, 70))
      expect(latinSlug(some, 80, elided)).toBe(topics(some))
    }),
    { numRuns: 500 },
  )
})

test('where a name is taken, the next number is free', () => {
  expect(nth('amina-sow', 1)).toBe('amina-sow')
  expect(freeName('soil', new Set())).toBe('soil')
  expect(freeName('soil', new Set(['soil', 'soil-2', 'soil-4']))).toBe('soil-3')
  expect(freeName('map.png', new Set(['map.png']), numbered)).toBe('map-2.png')
})
