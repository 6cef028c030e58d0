import { refuse } from '../refusal.ts'
import { tailOf } from './sniffing.ts'

/** What an office file may unpack to. The largest of the field's own are a tenth of it. */
const mostBytes = 250_000_000
/** Prose and tables shrink to a tenth, a table that repeats itself to a fiftieth; nothing real to a thousandth. */
const mostRatio = 200
const small = 10_000_000
const mostEntries = 10_000

/** Ends a zip and says where its list of entries stands (APPNOTE 6.3, 4.3.16), after a comment of at most 65,535 bytes. */
const endSignature = 0x06054b50
const entrySignature = 0x02014b50

/**
 * Refuses an office file, which is a zip, that says it would unpack to more than anything real does. One
 * that says less than it holds is found out when its words are read, within bounds of their own.
 */
export async function refuseBomb(path: string, name: string, bytes: number): Promise<void> {
  const { tail, size } = await tailOf(path, 8_000_000)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const bad = (): never => refuse('invalid', 'base.fileBroken', { name })
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== endSignature) return bad()
  const entries = tail.readUInt16LE(end + 10)
  let at = tail.readUInt32LE(end + 16) - (size - tail.length)
  if (entries > mostEntries || at < 0) return bad()
  let unpacked = 0
  for (let i = 0; i < entries; i++) {
    if (at + 46 > end || tail.readUInt32LE(at) !== entrySignature) return bad()
    unpacked += tail.readUInt32LE(at + 24)
    at += 46 + tail.readUInt16LE(at + 28) + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32)
  }
  if (unpacked > mostBytes || (unpacked > small && unpacked > bytes * mostRatio))
    refuse('invalid', 'base.fileBomb', { name })
}
