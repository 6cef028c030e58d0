import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentBy, unnamed } from '../../../tests/support/controls.ts'
import { exampleAnswers, exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { answersFor, definitions } from '../../../tests/support/instruments/random.ts'
import { asReader, type InterfaceLanguage } from '../../base/i18n/reader.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { site } from '../../ui/site.ts'
import { isWords, pathsOf, type Typed } from './filling-fields.ts'
import { numberIn, typedNumber } from './number-notation.ts'
import { readFields } from './reading-fields.ts'
import { Field } from './views/Field.tsx'

const langs: Lang[] = ['en', 'fr']
const places = [{ value: 'NE', label: 'Niger' }]
const reading = <T>(lang: InterfaceLanguage, work: () => T): T =>
  asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, work)

type Given = Parameters<typeof Field>[0]

/** All questions of a group, or one of them, as they are asked for with these answers. */
function drawn(
  definition: Definition,
  given: Record<string, unknown>,
  only?: string,
  more: Partial<Given> = {},
): { html: string; paths: string[] } {
  const asked = [...lookup(definition).asked.values()].filter(
    ({ slot, group, question }) => (only ? slot === only : !group.repeat) && !question.hidden,
  )
  const html = asked
    .map((one) => Field({ asked: one, row: 'only', answer: given[one.question.id], langs, places, ...more }))
    .join('')
  return { html, paths: asked.flatMap((one) => pathsOf(one, 'only', langs)) }
}

const definition = exampleDefinition()
const slots = [...lookup(definition).groups.get('basics')!.values()].filter(
  ({ question }) => !question.hidden,
)
const answerOf = (id: string): unknown => (exampleAnswers.basics[0] as Record<string, unknown>)[id]
/** What a form with this typed into it gives for a question. */
const read = (question: string, form: Typed) => readFields(definition, [`basics/only/${question}`], form)

describe('every type of question is asked for, and read as it was', () => {
  test.each(slots.map((asked) => [asked.question.type, asked] as const))('%s', (_, asked) => {
    for (const lang of ['en', 'fr', 'es', 'pt', 'ar', 'ru'] as const)
      reading(lang, () => {
        const answer = answerOf(asked.question.id)
        const full = drawn(definition, { [asked.question.id]: answer }, asked.slot)
        expect(unnamed(full.html)).toEqual([])
        const { answers, faults } = readFields(definition, full.paths, sentBy(full.html))
        expect(faults).toEqual([])
        expect(answers.map(({ value }) => value)).toEqual(
          isWords(asked) ? langs.map((one) => (answer as Labels)[one] ?? null) : [answer],
        )

        const empty = drawn(definition, {}, asked.slot)
        expect(unnamed(empty.html)).toEqual([])
        expect(readFields(definition, empty.paths, sentBy(empty.html))).toEqual({
          answers: empty.paths.map((path) => ({ path, value: null })),
          faults: [],
        })
      })
  })

  test('whatever was answered, nothing changes when nothing is changed', () => {
    const spoken = ['en', 'fr', 'ar', 'pt-BR']
    const cases = definitions.chain((one) => fc.tuple(fc.constant(one), answersFor(one)))
    const readers = fc.constantFrom<InterfaceLanguage>('en', 'fr', 'es', 'ar')
    fc.assert(
      fc.property(cases, readers, ([one, answers], lang) =>
        reading(lang, () => {
          for (const asked of lookup(one).asked.values())
            for (const [i, row] of (answers[asked.group.id] ?? []).entries()) {
              const at = asked.group.repeat ? `r${i}` : 'only'
              const answer = row[asked.question.id]
              const html = String(Field({ asked, row: at, answer, langs: spoken, places }))
              const paths = pathsOf(asked, at, spoken)
              const { answers: got, faults } = readFields(one, paths, sentBy(html))
              expect(unnamed(html)).toEqual([])
              expect(faults).toEqual([])
              const wanted = isWords(asked)
                ? spoken.map((each) => (answer as Labels | undefined)?.[each] ?? null)
                : [answer ?? null]
              // JSON knows no -0.
              expect(got.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(wanted)))
            }
        }),
      ),
      { numRuns: 150 },
    )
  })
})

test('all of a page together has no id twice', () => {
  expect(unnamed(drawn(definition, exampleAnswers.basics[0]!).html)).toEqual([])
})

describe('what is typed', () => {
  const value = (question: string, form: Typed) => read(question, form).answers[0]?.value
  const fault = (question: string, form: Typed) => read(question, form).faults[0]?.message
  const at = (question: string, part?: string) => `basics/only/${question}${part ? `:${part}` : ''}`

  test('a number that is none, is too big, or too exact is said, and no answer', () => {
    expect(read('area', { [at('area')]: '12 acres' })).toEqual({
      answers: [],
      faults: [{ field: 'basics/only/area', message: 'Area: should be a number' }],
    })
    expect(fault('area', { [at('area')]: '1001' })).toBe('Area: should be 1,000 or less')
    expect(fault('area', { [at('area')]: '1.25' })).toBe('Area: should have at most 1 decimal')
    expect(fault('price', { [at('price', 'amount')]: '3', [at('price', 'currency')]: '' })).toContain(
      'currency',
    )
    reading('ar', () => expect(fault('area', { [at('area')]: 'كثير' })).toBe('Area: يجب أن يكون عددًا'))
  })

  test('stays in its field with what is wrong beside it', () => {
    const form = { [at('area')]: '12 acres' }
    const attempt = { values: form, errors: read('area', form).faults }
    const { html } = drawn(definition, { area: 3 }, 'basics/area', { attempt })
    expect(html).toContain('value="12 acres"')
    expect(html).toMatch(/id="basics\/only\/area-fault">Area: should be a number</)
    expect(html).toContain('aria-invalid="true"')
  })

  test('a day there is not', () => {
    expect(value('began', { [at('began')]: ' 2024/5/3 ' })).toBe('2024-05-03')
    expect(value('began', { [at('began')]: '٢٠٢٤' })).toBe('2024')
    expect(fault('began', { [at('began')]: '2024-02-30' })).toContain('2024-05-31')
    expect(fault('began', { [at('began')]: 'last year' })).toContain('2024-05-31')
  })

  test('addresses, with their https:// or without', () => {
    expect(value('page', { [at('page')]: 'www.example.org/a' })).toBe('https://www.example.org/a')
    expect(fault('page', { [at('page')]: 'see the web' })).toContain('https://')
  })

  test('words that are too long, and words of no language', () => {
    const name = 'basics/only/name/en'
    expect(readFields(definition, [name], { [name]: 'x'.repeat(41) }).faults).toEqual([
      { field: name, message: 'What is it called?: is longer than 40 characters' },
    ])
    expect(readFields(definition, [name], { [name]: ' a\r\nb ' }).answers).toEqual([
      { path: name, value: ' a\nb ' },
    ])
    expect(readFields(definition, [name], { [name]: ' \r\n' }).answers).toEqual([{ path: name, value: null }])
  })

  test('more choices than there may be, and a choice that there is not', () => {
    expect(fault('lands', { [at('lands')]: ['', 'wheat', 'crops', 'other'] })).toContain('at most 2')
    expect(fault('land', { [at('land')]: 'sea' })).toContain('sea')
    expect(value('lands', { [at('lands')]: '' })).toBeNull()
  })

  test('ranks: gaps close, and the same one twice is said', () => {
    expect(value('best', { [at('best', 'plan')]: '7', [at('best', 'build')]: '2' })).toEqual([
      'build',
      'plan',
    ])
    expect(fault('best', { [at('best', 'plan')]: '1', [at('best', 'build')]: '1' })).toContain('once')
  })

  test('a point that is none, half a point, and a shape', () => {
    const point = (lat: string, lon: string, geojson = '') => ({
      [at('map', 'lat')]: lat,
      [at('map', 'lon')]: lon,
      [at('map', 'geojson')]: geojson,
    })
    const line = { type: 'LineString', coordinates: [[0, 1], [2, 3]] } // biome-ignore format: one line is one line
    expect(fault('map', point('95', '5'))).toContain('latitude')
    expect(fault('map', point('5', ''))).toContain('latitude')
    expect(value('map', point('\u22121.28', '36.8'))).toEqual({ type: 'Point', coordinates: [36.8, -1.28] })
    expect(value('map', point('', '', JSON.stringify(line)))).toEqual(line)
    expect(fault('map', point('1', '2', JSON.stringify(line)))).toContain('not both')
    expect(fault('map', point('', '', '{"type":"Circle"}'))).toContain('GeoJSON')
    expect(fault('map', point('', '', '{'))).toContain('GeoJSON')
  })

  test('whom a name stands for goes when the name does', () => {
    const person = (name: string) => ({
      [at('teller', 'name')]: name,
      [at('teller', 'ref')]: 'x1',
      [at('teller', 'refName')]: 'Awa',
    })
    expect(value('teller', person('Awa'))).toEqual({ name: 'Awa', ref: 'x1' })
    expect(value('teller', person('Issa'))).toEqual({ name: 'Issa' })
    expect(fault('teller', { [at('teller', 'name')]: '', [at('teller', 'organisation')]: 'U' })).toContain(
      'name',
    )
  })

  test('a record here by its address, its reference or neither', () => {
    const here = (record: string, title = '') => ({
      [at('after', 'record')]: record,
      [at('after', 'title')]: title,
    })
    for (const address of [
      '0123456789ab',
      '/records/0123456789ab#s',
      `${site().origin}/records/0123456789ab?v=2`,
    ])
      expect(value('after', here(address))).toEqual({ ref: '0123456789ab' })
    expect(fault('after', here('https://elsewhere.example/records/0123456789ab'))).toContain('here')
    expect(fault('after', here('0123456789ab', 'Zaï'))).toContain('not both')
    expect(fault('after', { [at('after', 'title')]: '', [at('after', 'url')]: 'a.org' })).toContain('title')
  })

  test('tables: empty rows go, a cell that is no number is said with its row', () => {
    const form = {
      [at('figures', '0/what')]: '',
      [at('figures', '0/much')]: '',
      [at('figures', '4/what')]: 'hay',
      [at('figures', '4/much')]: '1,5',
    }
    expect(value('figures', form)).toEqual([{ what: 'hay', much: 1.5 }])
    expect(fault('figures', { ...form, [at('figures', '4/much')]: 'lots' })).toBe(
      'Figures: row 1: should be a number',
    )
  })

  test('half a form clears nothing, and what is no place of the questionnaire is left out', () => {
    expect(readFields(definition, ['basics/only/area', 'basics/only/lands'], {})).toEqual({
      answers: [],
      faults: [],
    })
    const strange = ['basics/only/secret/en', 'total/only/all', 'nowhere/only/x', 'basics/r1/area']
    expect(readFields(definition, strange, Object.fromEntries(strange.map((path) => [path, '1'])))).toEqual({
      answers: [],
      faults: [],
    })
  })
})

test('words by language in a table, and in no language of the draft, stay', () => {
  const figures = [{ what: { sw: 'mtama', en: 'millet' }, much: 1.125 }, { what: { sw: 'nyasi' } }]
  for (const lang of ['en', 'es'] as const)
    reading(lang, () => {
      const { html, paths } = drawn(definition, { figures }, 'basics/figures')
      expect(readFields(definition, paths, sentBy(html)).answers[0]!.value).toEqual(figures)
    })
})

test('words keep their lines, also an empty one before them and in a field of one line', () => {
  for (const id of ['story', 'name']) {
    const words = { en: '\nStones\n\nin lines ', fr: ' cordons' }
    const { html, paths } = drawn(definition, { [id]: words }, `basics/${id}`)
    expect(readFields(definition, paths, sentBy(html)).answers.map(({ value }) => value)).toEqual(
      Object.values(words),
    )
  }
})

test('an answer that is none of its kind leaves the field empty', () => {
  for (const { question, slot } of slots)
    for (const answer of ['?', 7, true, ['?'], { '?': '?' }, [null], [['?']]])
      expect(() => sentBy(drawn(definition, { [question.id]: answer }, slot).html)).not.toThrow()
})

test('another answer stands under its question, even one that cannot be read', () => {
  const clash = { id: 'c', by: { name: 'Awa' }, at: '2026-01-01' }
  const { html } = drawn(definition, {}, 'basics/name', {
    clashes: [
      { ...clash, path: 'basics/only/name/fr', value: 'Cordons' },
      { ...clash, path: 'basics/only/area', value: 3 },
    ],
    settle: ({ id }) => `settle ${id}`,
  })
  expect(html).toContain('Awa answered this as well')
  expect(html).toContain('Cordons')
  expect(html.match(/settle c/g)).toHaveLength(1)
  const odd = drawn(definition, {}, 'basics/area', {
    clashes: [{ ...clash, path: 'basics/only/area', value: { odd: 1 } }],
  })
  expect(odd.html).toContain('odd')
})

test.each<[InterfaceLanguage, string, number | undefined]>([
  ['en', '1,000', 1000],
  ['en', '1,234,567.5', 1234567.5],
  ['en', '12,5', 12.5],
  ['fr', '1,125', 1.125],
  ['fr', '1 000,5', 1000.5],
  ['fr', '12.5', 12.5],
  ['es', '1.000', 1000],
  ['ar', '١٬٢٣٤٫٥', 1234.5],
  ['ar', '١٢٫٥', 12.5],
  ['ru', '\u22123', -3],
  ['en', '1.2.3', undefined],
  ['en', '12 34', undefined],
  ['en', '0x10', undefined],
  ['en', 'Infinity', undefined],
  ['en', '1e999', undefined],
])('in %s %s is %s', (lang, text, number) => {
  reading(lang, () => expect(numberIn(text)).toBe(number))
})

test('every number is read as it is written', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom<InterfaceLanguage>('en', 'fr', 'es', 'pt', 'ar', 'ru'),
      (number, lang) => {
        reading(lang, () => expect(numberIn(typedNumber(number))).toBe(number + 0))
      },
    ),
  )
})
