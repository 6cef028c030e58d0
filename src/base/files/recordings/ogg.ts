import { type Bytes, mostParts } from './bytes.ts'
import type { Found } from './cleaning.ts'

interface Page {
  at: number
  length: number
  /** The serial number of its stream. */
  stream: number
  /** Where each part of a packet begins and ends, and whether that ends the packet. */
  parts: { from: number; to: number; last: boolean }[]
}

/** The packets of a stream that come first: what it is, then what is told of it. */
interface Stream {
  packet: number
  rate: number
  /** Where the bytes of the second packet stand, and in which pages. */
  told: { from: number; to: number }[]
  pages: Set<Page>
}

/** Empties what an Ogg file tells of who made it (RFC 3533, RFC 7845), and says how long it is. */
export async function cleanOgg(bytes: Bytes): Promise<Found> {
  const streams = new Map<number, Stream>()
  let at = 0
  for (let n = 0; n < mostParts; n++) {
    const page = await pageAt(bytes, at)
    if (!page) break
    const stream = streams.get(page.stream) ?? { packet: 0, rate: 48_000, told: [], pages: new Set() }
    streams.set(page.stream, stream)
    for (const { from, to, last } of page.parts) {
      if (stream.packet === 0) stream.rate = await rateIn(bytes, from, stream.rate)
      if (stream.packet === 1) {
        stream.told.push({ from, to })
        stream.pages.add(page)
      }
      if (last) stream.packet++
    }
    if ([...streams.values()].every(({ packet }) => packet > 1)) break
    at += page.length
  }
  for (const stream of streams.values()) await untell(bytes, stream)
  return { pictures: false, ...(await lengthOf(bytes, streams)) }
}

async function pageAt(bytes: Bytes, at: number): Promise<Page | undefined> {
  const head = await bytes.read(at, 27 + 255)
  if (head.length < 27 || head.toString('latin1', 0, 4) !== 'OggS') return undefined
  const count = head[26]!
  const parts: Page['parts'] = []
  let [from, to] = [at + 27 + count, at + 27 + count]
  for (const lace of head.subarray(27, 27 + count)) {
    to += lace
    if (lace === 255) continue
    parts.push({ from, to, last: true })
    from = to
  }
  if (to > from) parts.push({ from, to, last: false })
  return { at, length: to - at, stream: head.readUInt32LE(14), parts }
}

/** Opus counts 48,000 a second, whatever it was recorded at; Vorbis says. */
async function rateIn(bytes: Bytes, at: number, otherwise: number): Promise<number> {
  const head = await bytes.read(at, 16)
  return head.length === 16 && head.toString('latin1', 1, 7) === 'vorbis' ? head.readUInt32LE(12) : otherwise
}

/** Writes over every comment, so that nothing moves, and the sums of the pages that hold them. */
async function untell(bytes: Bytes, { told, pages }: Stream): Promise<void> {
  const packet = Buffer.concat(
    await inTurn(told, async ({ from, to }) => Buffer.from(await bytes.read(from, to - from))),
  )
  const sign = packet.toString('latin1', 0, 8)
  let at = sign === 'OpusTags' ? 8 : sign.slice(1, 7) === 'vorbis' ? 7 : -1
  if (at < 0 || at + 4 > packet.length) return
  at += 4 + packet.readUInt32LE(at)
  if (at + 4 > packet.length) return
  let left = packet.readUInt32LE(at)
  for (at += 4; left > 0 && at + 4 <= packet.length; left--) {
    const length = packet.readUInt32LE(at)
    packet.fill(0x20, at + 4, Math.min(packet.length, at + 4 + length))
    if (length > 1 && at + 6 <= packet.length) packet.write('X=', at + 4, 'latin1')
    at += 4 + length
  }
  // Behind the comments of Opus there may be anything.
  if (sign === 'OpusTags' && at < packet.length) packet.fill(0, at)
  let taken = 0
  for (const { from, to } of told) {
    await bytes.write(from, packet.subarray(taken, taken + to - from))
    taken += to - from
  }
  for (const page of pages) await sumAnew(bytes, page)
}

async function sumAnew(bytes: Bytes, { at, length }: Page): Promise<void> {
  const page = Buffer.from(await bytes.read(at, length))
  page.writeUInt32LE(0, 22)
  let sum = 0
  for (const byte of page) sum = ((sum << 8) ^ sums[((sum >>> 24) ^ byte) & 0xff]!) >>> 0
  const written = Buffer.alloc(4)
  written.writeUInt32LE(sum)
  await bytes.write(at + 22, written)
}

/** The sums of Ogg: polynomial 0x04c11db7, nothing turned around. */
const sums = Array.from({ length: 256 }, (_, i) => {
  let sum = i << 24
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum >>> 0
})

/** Its last page says how many were played by then. */
async function lengthOf(bytes: Bytes, streams: Map<number, Stream>): Promise<{ seconds?: number }> {
  const tail = await bytes.read(Math.max(0, bytes.size - 65_536), 65_536)
  const at = tail.lastIndexOf(Buffer.from('OggS', 'latin1'))
  if (at < 0 || at + 18 > tail.length) return {}
  const played = Number(tail.readBigInt64LE(at + 6))
  const rate = streams.get(tail.readUInt32LE(at + 14))?.rate
  return rate && played > 0 ? { seconds: played / rate } : {}
}

async function inTurn<T, R>(all: T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const one of all) done.push(await work(one))
  return done
}
