/** Recordings of silence that say who made them, as telephones and programs write it. */
const text = (words: string): Buffer => Buffer.from(words, 'latin1')

function u32(value: number, big = false): Buffer {
  const four = Buffer.alloc(4)
  if (big) four.writeUInt32BE(value)
  else four.writeUInt32LE(value)
  return four
}

/** So many seconds of Opus in Ogg. */
export function ogg(said: string, seconds = 3): Buffer {
  const comment = text(`ARTIST=${said}`)
  const head = Buffer.concat([
    text('OpusHead'),
    Buffer.from([1, 1, 0, 0]),
    u32(48_000),
    Buffer.from([0, 0, 0]),
  ])
  const tags = Buffer.concat([text('OpusTags'), u32(4), text('test'), u32(1), u32(comment.length), comment])
  const sound = Buffer.from([0xf8, 0xff, 0xfe])
  return Buffer.concat([page(2, 0, 0, head), page(0, 0, 1, tags), page(4, seconds * 48_000, 2, sound)])
}

function page(flags: number, played: number, number: number, packet: Buffer): Buffer {
  const head = Buffer.alloc(27)
  head.write('OggS', 'latin1')
  head[5] = flags
  head.writeBigInt64LE(BigInt(played), 6)
  head.writeUInt32LE(77, 14)
  head.writeUInt32LE(number, 18)
  head[26] = Math.floor(packet.length / 255) + 1
  const laces = Buffer.alloc(head[26]!, 255)
  laces[laces.length - 1] = packet.length % 255
  const whole = Buffer.concat([head, laces, packet])
  whole.writeUInt32LE(oggSum(whole), 22)
  return whole
}

/** The sum of a page of Ogg, bit by bit. */
export function oggSum(whole: Buffer): number {
  let sum = 0
  for (const byte of whole) {
    sum = (sum ^ (byte << 24)) >>> 0
    for (let bit = 0; bit < 8; bit++) sum = (sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1) >>> 0
  }
  return sum
}

const element = (id: number[], ...inside: Buffer[]): Buffer => {
  const body = Buffer.concat(inside)
  const size = Buffer.alloc(4)
  size.writeUInt32BE((0x10000000 | body.length) >>> 0)
  return Buffer.concat([Buffer.from(id), size, body])
}

/** As a browser records it: of no part is said how long it is. */
export function webm(said: string, pictures = false): Buffer {
  const track = element(
    [0xae],
    element([0x83], Buffer.from([pictures ? 1 : 2])),
    element([0x86], text('A_OPUS')),
  )
  return Buffer.concat([
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], text('webm'))),
    Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    element([0x15, 0x49, 0xa9, 0x66], element([0x7b, 0xa9], text(said))),
    element([0x16, 0x54, 0xae, 0x6b], track),
    Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    element([0xa3], Buffer.from([0x81, 0, 0, 0x80, 0xf8, 0xff, 0xfe])),
    element([0x12, 0x54, 0xc3, 0x67], element([0x73, 0x73], text(said))),
  ])
}

const box = (type: string, ...inside: Buffer[]): Buffer => {
  const body = Buffer.concat(inside)
  return Buffer.concat([u32(body.length + 8, true), text(type), body])
}

/** Of two seconds, with a name where iPhones write one. */
export const mp4 = (said: string): Buffer =>
  Buffer.concat([
    box('ftyp', text('isom'), u32(0), text('isommp42')),
    box(
      'moov',
      box(
        'mvhd',
        Buffer.alloc(4),
        u32(3_000_000, true),
        u32(3_000_000, true),
        u32(1_000, true),
        u32(2_000, true),
        Buffer.alloc(80),
      ),
      box('trak', box('mdia', box('hdlr', Buffer.alloc(8), text('soun'), Buffer.alloc(13)))),
      box('udta', box('\u00a9nam', text(said))),
    ),
    box('mdat', Buffer.alloc(40)),
  ])

/** A second of silence, with a name behind it. */
export function wav(said: string): Buffer {
  const format = Buffer.concat([Buffer.from([1, 0, 1, 0]), u32(8_000), u32(8_000), Buffer.from([1, 0, 8, 0])])
  const info = Buffer.concat([text('INFOIART'), u32(said.length), text(said)])
  const chunk = (name: string, body: Buffer) => Buffer.concat([text(name), u32(body.length), body])
  const chunks = [chunk('fmt ', format), chunk('data', Buffer.alloc(8_000, 128)), chunk('LIST', info)]
  const body = Buffer.concat([text('WAVE'), ...chunks])
  return Buffer.concat([text('RIFF'), u32(body.length), body])
}

/** With a name before it, as ID3 2.3 has it, and one behind, as ID3 1. */
export function mp3(said: string): Buffer {
  const frame = Buffer.concat([text('TPE1'), u32(said.length + 1, true), Buffer.alloc(3), text(said)])
  const before = Buffer.concat([text('ID3'), Buffer.from([3, 0, 0, 0, 0, 0, frame.length]), frame])
  const sound = Buffer.concat(
    Array.from({ length: 4 }, () =>
      Buffer.concat([Buffer.from([0xff, 0xfb, 0x50, 0xc4]), Buffer.alloc(204)]),
    ),
  )
  const behind = Buffer.alloc(128)
  behind.write(`TAG${said}`, 'latin1')
  return Buffer.concat([before, sound, behind])
}
