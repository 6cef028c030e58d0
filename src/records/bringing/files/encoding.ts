import { isUtf8 } from 'node:buffer'
import type { FileEncoding } from '../run.ts'

/** So many bytes are enough to tell by. */
const sample = 200_000

/**
 * What bytes are written in: by their mark; by the zeros that UTF-16 has in every second place; UTF-8
 * where they are that; else one of the two tables that old spreadsheets use, by whether its letters are
 * Arabic ones. A guess, which is shown and can be changed.
 */
export function encodingOf(bytes: Uint8Array): FileEncoding {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const some = bytes.subarray(0, sample)
  const zeros = [0, 0]
  for (const [i, byte] of some.entries()) if (byte === 0) zeros[i % 2]!++
  if (zeros[1]! > some.length / 8) return 'utf-16le'
  if (zeros[0]! > some.length / 8) return 'utf-16be'
  if (isUtf8(bytes)) return 'utf-8'
  return arabicShare(some) > 0.5 ? 'windows-1256' : 'windows-1252'
}

/**
 * Of the bytes beyond ASCII, how many are letters next to others in Windows-1256: Arabic words are rows
 * of them, while accented letters of Latin words stand alone among plain ones.
 */
function arabicShare(bytes: Uint8Array): number {
  let beyond = 0
  let besides = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0xc0) continue
    beyond++
    if ((bytes[i - 1] ?? 0) >= 0xc0 || (bytes[i + 1] ?? 0) >= 0xc0) besides++
  }
  return beyond === 0 ? 0 : besides / beyond
}

/** The words of it, without the mark. What is no character of that encoding becomes U+FFFD. */
export const decoded = (bytes: Uint8Array, encoding: FileEncoding): string =>
  new TextDecoder(encoding).decode(bytes)
