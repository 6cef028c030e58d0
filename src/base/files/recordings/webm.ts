import { type Bytes, mostParts } from './bytes.ts'
import type { Found } from './cleaning.ts'

/** Elements by their ids (RFC 9559): those that hold what is looked at, and those that tell who, where and when. */
const [segment, info, tracks, track, cluster] = [0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0x1f43b675]
const holding = new Set([segment, info, tracks, track])
const [tags, attachments, title, date, trackName] = [0x1254c367, 0x1941a469, 0x7ba9, 0x4461, 0x536e]
const telling = new Set([tags, attachments, title, date, trackName])
const [scaleOf, duration, trackType] = [0x2ad7b1, 0x4489, 0x83]

/** Empties what a WebM tells besides its sound and pictures. What a browser records may say of no part how long it is. */
export async function cleanWebm(bytes: Bytes): Promise<Found> {
  const found: Found = { pictures: false }
  let [at, scale] = [0, 1_000_000]
  for (let parts = 0; at + 2 <= bytes.size && parts < mostParts; parts++) {
    const head = await bytes.read(at, 16)
    const [id = 0, idLength] = numberAt(head, 0, true)
    const [size, sizeLength] = numberAt(head, idLength, false)
    if (idLength === 0 || sizeLength === 0) break
    const body = at + idLength + sizeLength
    if (holding.has(id) || (id === cluster && size === undefined)) {
      at = body
      continue
    }
    if (size === undefined || body + size > bytes.size) break
    const end = body + size
    if (telling.has(id)) await voidIn(bytes, at, end)
    else if (size > 0 && size <= 8) {
      const value = await bytes.read(body, size)
      if (id === trackType && value.readUIntBE(0, Math.min(size, 6)) === 1) found.pictures = true
      if (id === scaleOf) scale = value.readUIntBE(0, Math.min(size, 6))
      if (id === duration && (size === 4 || size === 8))
        found.seconds = ((size === 4 ? value.readFloatBE() : value.readDoubleBE()) * scale) / 1e9
    }
    at = end
  }
  return found
}

/** A number whose first byte says how long it is; an id keeps that sign. Nothing for a size that is not said. */
function numberAt(
  head: Buffer,
  at: number,
  isId: boolean,
): [value: number, length: number] | [undefined, number] {
  const first = head[at] ?? 0
  const length = Math.clz32(first) - 23
  if (first === 0 || length > (isId ? 4 : 8) || at + length > head.length) return [0, 0]
  let value = isId ? first : first & (0xff >> length)
  let open = value === 0xff >> length
  for (const byte of head.subarray(at + 1, at + length)) {
    value = value * 256 + byte
    open &&= byte === 0xff
  }
  return !isId && open ? [undefined, length] : [value, length]
}

/** An element with nothing in it, of the same length. */
async function voidIn(bytes: Bytes, at: number, end: number): Promise<void> {
  const length = end - at
  const head = length < 9 ? Buffer.from([0xec, 0x80 | (length - 2)]) : Buffer.alloc(9)
  if (length >= 9) {
    head[0] = 0xec
    head.writeBigUInt64BE(0x0100000000000000n | BigInt(length - 9), 1)
  }
  await bytes.blank(at, end)
  await bytes.write(at, head)
}
