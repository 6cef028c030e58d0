import type { Bytes } from './bytes.ts'
import type { Found } from './cleaning.ts'

/** What the chunks of a WAV hold that are its sound. */
const sounding = new Set(['fmt ', 'data', 'fact'])

/** Empties every chunk of a WAV but its sound. */
export async function cleanWav(bytes: Bytes): Promise<Found> {
  let [at, rate, sound] = [12, 0, 0]
  while (at + 8 <= bytes.size) {
    const head = await bytes.read(at, 20)
    const type = head.toString('latin1', 0, 4)
    const end = Math.min(bytes.size, at + 8 + head.readUInt32LE(4))
    if (type === 'fmt ' && head.length === 20) rate = head.readUInt32LE(16)
    if (type === 'data') sound = end - at - 8
    if (!sounding.has(type)) {
      await bytes.write(at, Buffer.from('JUNK', 'latin1'))
      await bytes.blank(at + 8, end)
    }
    at = end + (end % 2)
  }
  return { pictures: false, ...(rate > 0 && sound > 0 && { seconds: sound / rate }) }
}

/** Empties the labels before and behind the sound of an MP3 or AAC: ID3 of every version, and APE. */
export async function cleanLabels(bytes: Bytes): Promise<Found> {
  let at = 0
  for (;;) {
    const head = await bytes.read(at, 10)
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') break
    // Seven bits of each byte count.
    const length = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    await bytes.write(at + 5, Buffer.from([0]))
    await bytes.blank(at + 10, Math.min(bytes.size, at + 10 + length))
    at += 10 + length
  }
  const end = bytes.size - 128
  const old = end > at && (await bytes.read(end, 3)).toString('latin1') === 'TAG'
  if (old) await bytes.blank(end, bytes.size)
  const foot = (old ? end : bytes.size) - 32
  const label = foot > at ? await bytes.read(foot, 32) : Buffer.alloc(0)
  if (label.toString('latin1', 0, 8) === 'APETAGEX')
    await bytes.blank(Math.max(at, foot + 32 - label.readUInt32LE(12) - 32), foot + 32)
  return { pictures: false }
}
