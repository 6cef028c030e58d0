import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { Unzip, UnzipInflate } from 'fflate'
import type { Arrived } from '../../base/files/receiving.ts'
import { refuseBomb } from '../../base/files/zip-sizes.ts'
import { refuse } from '../../base/refusal.ts'

/** Bytes of what is sent, and of the words in it. */
export const limits = { sent: 100_000_000, words: 20_000_000 }

/** The words of an export that waits on disk, and the names of what stands beside them. Refuses a zip that would unpack to more than anything real does, and one without a chat. */
export async function wordsOf(
  { path, bytes }: Arrived,
  name: string,
): Promise<{ text: string; beside: string[] }> {
  if (!(await isZip(path))) {
    if (bytes > limits.words) refuse('invalid', 'chats.tooLarge', { most: limits.words / 1_000_000 })
    return { text: decoded(await readFile(path)), beside: [] }
  }
  await refuseBomb(path, name, bytes)
  return unzipped(path, name)
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.readUInt32LE(0) === 0x04034b50
  } finally {
    await file.close()
  }
}

const decoded = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)

async function unzipped(path: string, name: string): Promise<{ text: string; beside: string[] }> {
  const beside: string[] = []
  const pieces: Uint8Array[] = []
  let size = 0
  let taken = false
  let wrong: unknown
  const zip = new Unzip((file) => {
    if (taken || !/(^|\/)(_chat\.txt|result\.json|[^/]*\.txt)$/i.test(file.name)) {
      if (!file.name.endsWith('/')) beside.push(file.name.split('/').at(-1)!.slice(0, 120))
      return
    }
    taken = true
    file.ondata = (error, piece) => {
      wrong ??= error
      size += piece?.length ?? 0
      if (size <= limits.words && piece) pieces.push(piece)
    }
    file.start()
  })
  zip.register(UnzipInflate)
  try {
    for await (const piece of createReadStream(path)) {
      zip.push(piece as Buffer)
      if (size > limits.words) refuse('invalid', 'chats.tooLarge', { most: limits.words / 1_000_000 })
    }
    zip.push(new Uint8Array(), true)
  } catch (error) {
    if (size > limits.words) throw error
    wrong ??= error
  }
  if (wrong) refuse('invalid', 'base.fileBroken', { name })
  if (!taken) refuse('invalid', 'chats.noChat')
  return { text: decoded(Buffer.concat(pieces)), beside }
}
