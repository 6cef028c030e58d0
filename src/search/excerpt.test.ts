import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'

const said = (summary: string, body: string, ...words: string[]): string =>
  excerptOf({ summary, body }, new Set(words))
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('')

test('the summary speaks first, then a sentence, never the code of an answer', () => {
  const body = [
    'Wg: gullies and other erosion by water that runs',
    'Cn: fertility decline and reduced organic matter content (not caused by erosion)',
    'The gullies stopped growing in the second year, and the children cross them again.',
  ].join('\n')
  expect(said('Stones against gullies.', body, 'gullies')).toBe('Stones against [gullies].')
  expect(said('Stones.', body, 'gullies')).toMatch(/^The \[gullies\] stopped/)
  expect(said('Stones.', body, 'fertility')).toBe('Stones.')
})
