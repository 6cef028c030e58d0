import { expect, test } from 'vitest'
import { firstWords } from './first-words.ts'

test('The first words of a text end where a word does, and where none does, not within a letter', () => {
  expect(firstWords('Dig it by hand', 14)).toBe('Dig it by hand')
  expect(firstWords('Dig it by hand', 12)).toBe('Dig it by …')
  expect(firstWords('梯田能保持水土', 4)).toBe('梯田能保 …')
  expect(firstWords('🌱🌱🌱', 3)).toBe('🌱 …')
})
