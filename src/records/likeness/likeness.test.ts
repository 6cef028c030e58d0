import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from './conditions.ts'
import { begun, brought, type Described, likenessOf, type Weighed, weigh } from './likeness.ts'
import { nearCodes, nearNumbers, nearSteps } from './near.ts'
import { stepsOf } from './steps.ts'

/** Conditions of every type, each with the answers it knows. */
const land: Record<string, string> = { maize: 'crops', millet: 'crops', pasture: 'grazing' }
const above = (code: string) => (land[code] ? [land[code]] : [])
const slopes = new Map(['flat', 'gentle', 'hilly', 'steep'].map((code, i) => [code, i / 3]))
const condition = (key: string, more: Partial<Condition>): Condition => ({
  key,
  slots: new Map([['x', key]]),
  type: 'codes',
  label: {},
  choices: new Map(),
  near: nearCodes(() => []),
  broader: () => [],
  ...more,
})
const known: { condition: Condition; codes: string[] }[] = [
  { condition: condition('tenure', {}), codes: ['state', 'common', 'own'] },
  {
    condition: condition('land', { near: nearCodes(above), broader: above }),
    codes: ['maize', 'millet', 'pasture', 'crops'],
  },
  { condition: condition('slope', { near: nearSteps(slopes) }), codes: [...slopes.keys()] },
  {
    condition: condition('rain', { type: 'number', near: nearNumbers('mm') }),
    codes: ['120', '480', '500', '2100'],
  },
]

type Record_ = Map<string, string[]>
const record: fc.Arbitrary<Record_> = fc
  .tuple(...known.map(({ codes }) => fc.option(fc.subarray(codes, { minLength: 1 }), { nil: undefined })))
  .map((all) => new Map(all.flatMap((codes, i) => (codes ? [[known[i]!.condition.key, codes]] : []))))
const records = fc.array(record, { minLength: 1, maxLength: 12 })
const describedBy = (asked: Record_): Described[] =>
  known.flatMap(({ condition }) =>
    asked.has(condition.key) ? { condition, codes: asked.get(condition.key)! } : [],
  )

/** Likeness as the query has it, over a corpus. */
function likeness(described: Described[], of: Record_, corpus: Record_[]): number {
  const weighed = described.map(
    (one): Weighed =>
      weigh(
        corpus.flatMap((other) => {
          const stated = other.get(one.condition.key)
          return stated ? [{ likeness: likenessOf(one, stated), count: 1 }] : []
        }),
      ),
  )
  const sum = described.reduce((all, one, i) => {
    const stated = of.get(one.condition.key)
    return stated ? all + brought(weighed[i]!, likenessOf(one, stated)) : all
  }, begun(weighed))
  return sum / weighed.reduce((all, { weight }) => all + weight, 0)
}
const close = 1e-9

test('no record is more like another than itself, and each is wholly like itself', () => {
  fc.assert(
    fc.property(records, record, (corpus, other) => {
      const [mine] = corpus
      const asked = describedBy(mine!)
      if (asked.length === 0) return
      expect(likeness(asked, mine!, corpus)).toBeCloseTo(1, 9)
      expect(likeness(asked, other, corpus)).toBeLessThanOrEqual(1 + close)
      expect(likeness(asked, other, corpus)).toBeGreaterThanOrEqual(-close)
    }),
  )
})

test('an answer more that is equal never lowers a likeness, given by who asks or by the record', () => {
  fc.assert(
    fc.property(records, record, record, fc.nat(), (corpus, asked, stated, which) => {
      const { condition, codes } = known[which % known.length]!
      const answer = [codes[which % codes.length]!]
      const without = new Map([...asked].filter(([key]) => key !== condition.key))
      const more = new Map([...without, [condition.key, answer]])
      const silent = new Map([...stated].filter(([key]) => key !== condition.key))
      const saying = new Map([...silent, [condition.key, answer]])
      const among = [...corpus, saying]
      if (without.size)
        expect(likeness(describedBy(more), saying, among)).toBeGreaterThanOrEqual(
          likeness(describedBy(without), saying, among) - close,
        )
      expect(likeness(describedBy(more), saying, among)).toBeGreaterThanOrEqual(
        likeness(describedBy(more), silent, among) - close,
      )
    }),
  )
})

test('one answer in common says more the fewer share it; what is not stated counts neither for nor fully against', () => {
  const corpus: Record_[] = [
    ...Array.from({ length: 9 }, () => new Map([['tenure', ['state']]])),
    new Map([['tenure', ['own']]]),
  ]
  const asked = (code: string) => ({ condition: known[0]!.condition, codes: [code] })
  const weight = (code: string) =>
    weigh(corpus.map((one) => ({ likeness: likenessOf(asked(code), one.get('tenure')!), count: 1 }))).weight
  expect(weight('own')).toBeGreaterThan(2 * weight('state'))
  const both = describedBy(
    new Map([
      ['tenure', ['state']],
      ['slope', ['flat']],
    ]),
  )
  const of = (slope?: string[]) =>
    likeness(both, new Map([['tenure', ['state']], ...(slope ? [['slope', slope] as const] : [])]), corpus)
  expect(of(['flat'])).toBeGreaterThan(of())
  expect(of()).toBeGreaterThan(of(['steep']))
})

test('the next step is near, one of many conditions is nearly the same, parts of one whole have it in common', () => {
  const [tenure, land_, slope, rain] = known.map(({ condition }) => condition) as [
    Condition,
    Condition,
    Condition,
    Condition,
  ]
  const like = (condition: Condition, asked: string[], stated: string[]) =>
    likenessOf({ condition, codes: asked }, stated)
  expect(like(slope, ['flat'], ['gentle'])).toBeCloseTo(4 / 9)
  expect(like(slope, ['flat'], ['hilly'])).toBeCloseTo(1 / 9)
  expect(like(tenure, ['own'], ['own', 'state'])).toBeCloseTo(0.875)
  expect(like(tenure, ['own', 'state'], ['own'])).toBeCloseTo(0.625)
  expect(like(land_, ['maize'], ['millet', 'crops'])).toBeCloseTo(1 / 3)
  expect(like(land_, ['maize'], ['maize', 'crops'])).toBe(1)
  expect(like(rain, ['480'], ['960'])).toBeCloseTo(0.5)
  expect(like(rain, ['480'], ['2100'])).toBe(0)
})

test('a list is a scale where its choices have values, or ranges that rise or fall', () => {
  const steps = (...labels: string[]) =>
    stepsOf('choices', new Map(labels.map((en, i) => [`c${i}`, { code: `c${i}`, label: { en } }])), 'en')
  expect(
    steps('less than 250 mm', '251–500 mm', '501–1,000 mm', 'more than 1,000 mm')?.get('c1'),
  ).toBeCloseTo(1 / 3)
  expect(steps('high (over 3%)', 'medium (1–3%)', 'low (under 1%)')?.get('c2')).toBe(1)
  expect(steps('at the surface', 'less than 5 m down', '5–50 m down', 'more than 50 m down')).toBeDefined()
  expect(steps('state', 'group', 'individual')).toBeUndefined()
  expect(steps('5 to 10 people', 'alone', '2 people', '3 people')).toBeUndefined()
  const valued = [
    { code: 'low', label: {}, value: -1 },
    { code: 'high', label: {}, value: 3 },
    { code: 'unknown', label: {} },
  ]
  expect(stepsOf('choice', new Map(valued.map((one) => [one.code, one])), 'en')).toEqual(
    new Map([
      ['low', 0],
      ['high', 1],
    ]),
  )
})
