import { type Bytes, mostParts } from './bytes.ts'
import type { Found } from './cleaning.ts'

/** Boxes that hold others (ISO/IEC 14496-12). */
const holding = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf'])
/** Boxes in which players and telephones write who, where and with what. */
const telling = new Set(['udta', 'meta', 'uuid'])
/** Boxes that begin with when it was made and changed. */
const dated = new Set(['mvhd', 'tkhd', 'mdhd'])

/** Empties what an MP4 tells besides its sound and pictures, and its dates. */
export async function cleanMp4(bytes: Bytes): Promise<Found> {
  const found: Found = { pictures: false }
  const ends = [bytes.size]
  let at = 0
  for (let parts = 0; at + 8 <= bytes.size && parts < mostParts; parts++) {
    while (ends.length > 1 && at >= ends.at(-1)!) ends.pop()
    const head = await bytes.read(at, 16)
    const type = head.toString('latin1', 4, 8)
    const short = head.readUInt32BE(0)
    const long = short === 1 && head.length === 16
    const size = long ? Number(head.readBigUInt64BE(8)) : short === 0 ? ends.at(-1)! - at : short
    const body = at + (long ? 16 : 8)
    const end = at + size
    if (size < 8 || end > ends.at(-1)!) break
    if (telling.has(type)) {
      await bytes.write(at + 4, Buffer.from('free', 'latin1'))
      await bytes.blank(body, end)
    } else if (dated.has(type)) await undate(bytes, type, body, found)
    else if (type === 'hdlr' && (await bytes.read(body + 8, 4)).toString('latin1') === 'vide')
      found.pictures = true
    if (holding.has(type)) ends.push(end)
    at = holding.has(type) ? body : end
  }
  return found
}

async function undate(bytes: Bytes, type: string, body: number, found: Found): Promise<void> {
  const head = await bytes.read(body, 32)
  if (head.length < 32) return
  const wide = head[0] === 1
  if (type === 'mvhd') {
    const scale = head.readUInt32BE(wide ? 20 : 12)
    const length = wide ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16)
    if (scale > 0 && length > 0 && length < 0xffffffff) found.seconds = length / scale
  }
  await bytes.blank(body + 4, body + (wide ? 20 : 12))
}
