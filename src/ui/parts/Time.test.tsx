import { expect, test } from 'vitest'
import { Ago } from './Time.tsx'

test('what is known to the day only is a day, and only a moment is counted in hours', () => {
  expect(String(<Ago at={new Date('2026-05-31')} />)).toBe('<time datetime="2026-05-31">May 31, 2026</time>')
  expect(String(<Ago at={new Date('2026-05-31T10:00:00Z')} />)).toContain('<relative-time')
})
