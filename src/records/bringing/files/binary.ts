/** How pictures, documents, packed folders and programs begin. */
const beginnings = [
  '89504e47',
  'ffd8ff',
  '47494638',
  '25504446',
  '504b0304',
  '504b0506',
  '1f8b',
  '7f454c46',
  '4d5a',
  'd0cf11e0',
  '52494646',
  '377abcaf',
  '28b52ffd',
  '425a68',
]

/** So many bytes are enough to tell by. */
const sample = 200_000

/**
 * Whether these bytes are no text in any encoding: they begin as what is packed or drawn, or hold zeros
 * elsewhere than in every second place, where UTF-16 has them.
 */
export function binary(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (beginnings.some((beginning) => head.startsWith(beginning))) return true
  if (head.startsWith('fffe') || head.startsWith('feff')) return false
  const some = bytes.subarray(0, sample)
  const zeros = [0, 0]
  for (const [i, byte] of some.entries()) if (byte === 0) zeros[i % 2]!++
  const [even, odd] = zeros as [number, number]
  return even + odd > 0 && (Math.max(even, odd) <= some.length / 8 || Math.min(even, odd) > some.length / 100)
}
