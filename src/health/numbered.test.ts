import { expect, test } from 'vitest'
import { effortOf } from '../../tests/support/effort.ts'
import { type Numbered, readNumbered } from './numbered.ts'

/** What somebody writes in answer to numbered questions is read however they write it. */
const scale = [
  ['1', 'Not at all', 'Pas du tout'],
  ['2', 'A little', 'Un peu'],
  ['3', 'Partly', 'En partie'],
  ['4', 'Mostly', 'Plutôt oui'],
  ['5', 'Fully', 'Tout à fait'],
].map(([code, ...names]) => ({ code: code!, names }))
const asked: Numbered[] = [
  { number: 1, labels: ['We share a question.'], scale },
  { number: 2, labels: ['Many of us take part.'], scale },
  { number: 3, labels: ['I know what we want.'], scale },
  { number: 9, labels: ['What should we keep?'] },
  { number: 10, labels: ['What should we change first?'] },
]
const read = (words: string) => {
  const { answers, ...more } = readNumbered(words, asked, 'Lena Müller')
  return { ...more, ...Object.fromEntries(answers) }
}
const clear = { unclear: [], besides: false }

test('a line for each, in whatever manner', () => {
  for (const words of [
    '1: 4\n2: 5\n3: 1',
    '1) 4\n2) 5\n3) 1',
    '1 4\n2   5\n3 1',
    '(1) 4\n 2. 5\n3 = 1',
    '- 1: 4\n- 2: 5\n* 3: 1',
    '1: 4, 2: 5, 3: 1',
    '1-4 2-5 3-1',
    '١: ٤\n٢ ٥\n٣- ١',
    '\u200f۱: ۴\n۲: ۵\u200e\n۳: ۱',
    '１：４\n２：５\n３：１',
    '1: mostly\n2: Tout à fait.\n3: NOT AT ALL',
    '1: 4 (Mostly)\n2: 5/5\n3: *1*',
    '1. We share a question. 4\n2. Many of us take part.: 5\n3. I know what we want. – 1',
    '1. We share a question.\n4\n\n2. Many of us take part.\n5\n3. I know what we want.\n1',
    '3: 1\n1: 4\n2: 5\n1: 4',
  ])
    expect(read(words), words).toEqual({ ...clear, 1: '4', 2: '5', 3: '1' })
})

test('what is not clear is named, and nothing is guessed', () => {
  for (const [words, unclear] of [
    ['1: 6', [1]],
    ['1: 45', [1]],
    ['1: 4-5', [1]],
    ['1: 3.5', [1]],
    ['1: 4 2: 5 thanks', [1]],
    ['1: perhaps', [1]],
    ['1: 4\n1: 2', [1]],
    ['2: 3\n7: 4', [7]],
    ['9: a\n9: b', [9]],
    ['1: ?\n2: 4\n3: x', [1, 3]],
  ] as const)
    expect(read(words).unclear, words).toEqual(unclear)
  expect(read('Hello,\nall is well.')).toEqual({ unclear: [], besides: true })
  expect(read('')).toEqual(clear)
})

test('words go where they are asked for, and a name under them nowhere', () => {
  expect(read('9: The Friday call.\nAnd the library.\n\n2 pumps are enough.\n10: Water')).toEqual({
    ...{ ...clear, 9: 'The Friday call.\nAnd the library.\n\n2 pumps are enough.', 10: 'Water' },
  })
  expect(read('1: 4 because of Ama\n10: More water\n\nBest\nLena Müller')).toEqual({
    ...{ unclear: [], besides: true, 1: '4', 10: 'More water' },
  })
  expect(read('10: More water\nLena Müller')).toEqual({ ...clear, 10: 'More water' })
  expect(read('9 The call\n10 More water\n1 4')).toEqual({
    ...clear,
    9: 'The call',
    10: 'More water',
    1: '4',
  })
})

test('a letter that stands below, not marked as quoted, adds nothing', () => {
  const letter = `For 1, 2 and 3: 1 = Not at all, 5 = Fully.\n\n${asked.map(({ number, labels }) => `${number}. ${labels[0]}`).join('\n')}\n\nYou can answer this letter.`
  expect(read(`1: 4\n2: 5\n\n${letter}`)).toEqual({ unclear: [], besides: true, 1: '4', 2: '5' })
  expect(read(`1: 4\n9: The call\n\n${letter}`)).toMatchObject({ unclear: [], 1: '4', 9: 'The call' })
})

test('no line holds it up', async () => {
  const lines = [
    `1:${'111:'.repeat(20_000)}x`,
    `${'1: 1 '.repeat(20_000)}x`,
    `${' '.repeat(50_000)}x`,
    '9: a\n'.repeat(20_000),
  ]
  const effort = await effortOf(() => lines.map((words) => readNumbered(words, asked, 'Lena')))
  expect(effort).toBeLessThan(3_000)
})
