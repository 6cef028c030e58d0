import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CountedRows, countingRows } from './counting-rows.ts'

async function count(chunks: Buffer[]): Promise<CountedRows & { passed: string }> {
  const rows = countingRows()
  let passed = ''
  await pipeline(Readable.from(chunks), rows.stream, async (given: AsyncIterable<Buffer>) => {
    for await (const chunk of given) passed += chunk.toString('latin1')
  })
  return { ...rows.counted(), passed }
}

const inOne = (rows: string[]) => count([Buffer.from(rows.map((row) => `${row}\n`).join(''), 'latin1')])

test('rows count the same however the stream is cut and whatever order they come in', async () => {
  const row = fc.string({ unit: fc.constantFrom('a', '\t', '\\', 'é') })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 7 }), async (rows, size) => {
      const bytes = Buffer.from(rows.map((one) => `${one}\n`).join(''), 'latin1')
      const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      )
      const whole = await inOne(rows)
      expect(whole.rows).toBe(rows.length)
      expect(await count(cut)).toEqual(whole)
      expect((await inOne(rows.toReversed())).digest).toBe(whole.digest)
    }),
  )
})

test('a row that is changed, missing or there twice is seen', async () => {
  const digests = await Promise.all(
    [['a', 'b'], ['a', 'c'], ['a'], ['a', 'b', 'b'], ['a', 'b', 'b', 'b'], []].map(
      async (rows) => (await inOne(rows)).digest,
    ),
  )
  expect(new Set(digests).size).toBe(digests.length)
  expect(digests.at(-1)).toBe('0'.repeat(64))
})
