import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { arrive, discard } from '../../base/files/receiving.ts'
import { refuse } from '../../base/refusal.ts'
import { most, oneName } from './archive.ts'

/** Files of a list, one after another in one file that waits on disk. */
export interface Gathered {
  path: string
  bytes: number
  files: { name: string; start: number; bytes: number }[]
}

/**
 * Writes files down as they arrive, unpacked, never whole in memory. Refuses what breaks off, what is too much together,
 * packed files that are none, and no file at all; nothing of it is kept then.
 */
export async function gather(sent: AsyncIterable<{ name: string; stream: Readable }>): Promise<Gathered> {
  let all: Gathered | undefined
  try {
    for await (const { name, stream } of sent) {
      const said = oneName(name)
      const { path, bytes } = await arrive(await unpacked(stream), {
        most: most.bytes - (all?.bytes ?? 0),
        tooLarge: () => refuse('invalid', 'lists.tooLarge', { most: most.bytes / 1_000_000 }),
        broken: () => refuse('unreadable', 'lists.broken', { name: said }),
      })
      if (all) await append(all, path)
      const start: number = all?.bytes ?? 0
      all ??= { path, bytes: 0, files: [] }
      all.files.push({ name: said, start, bytes })
      all.bytes = start + bytes
    }
    if (!all || all.bytes === 0) return refuse('invalid', 'lists.noFile')
    return all
  } catch (error) {
    if (all) await discard(all)
    throw error
  }
}

/** An empty line stands between two files, so that the first message of the second is one. */
async function append(all: Gathered, path: string): Promise<void> {
  await appendFile(all.path, '\n\n')
  all.bytes += 2
  await pipeline(createReadStream(path), createWriteStream(all.path, { flags: 'a' }))
  await discard({ path })
}

/** What was packed by gzip as it was before: it says so itself, whatever it is called. */
async function unpacked(stream: Readable): Promise<Readable> {
  const pieces = stream.iterator({ destroyOnReturn: false })
  const { value: first, done } = await pieces.next()
  const rest = async function* (): AsyncGenerator<Buffer> {
    if (!done) yield first as Buffer
    for await (const piece of pieces) yield piece as Buffer
  }
  const all = Readable.from(rest(), { objectMode: false })
  if (done || (first as Buffer)[0] !== 0x1f || (first as Buffer)[1] !== 0x8b) return all
  const gunzip = createGunzip()
  all.on('error', (error) => gunzip.destroy(error))
  // Whoever reads it hears of it too; with nobody at it yet the process would end.
  gunzip.on('error', () => undefined)
  return all.pipe(gunzip)
}

/** Of what waits on disk: some bytes, from a file that is open. */
export async function bytesAt(path: string, ranges: { start: number; bytes: number }[]): Promise<Buffer[]> {
  const file = await open(path)
  try {
    const all: Buffer[] = []
    for (const { start, bytes } of ranges) {
      const buffer = Buffer.alloc(bytes)
      await file.read(buffer, 0, bytes, start)
      all.push(buffer)
    }
    return all
  } finally {
    await file.close()
  }
}
