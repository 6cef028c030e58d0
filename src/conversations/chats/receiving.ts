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

/** What a chat may be called in a zip; Telegram writes long ones as several pages. */
const chatName = /(^|\/)(_chat\.txt|result\.json|[^/]*\.txt|messages\d*\.html)$/i
const pageName = /(^|\/)messages(\d*)\.html$/i

async function unzipped(path: string, name: string): Promise<{ text: string; beside: string[] }> {
  const beside: string[] = []
  const taken = new Map<string, Uint8Array[]>()
  let size = 0
  let wrong: unknown
  const zip = new Unzip((file) => {
    const another = pageName.test(file.name) && [...taken.keys()].every((one) => pageName.test(one))
    if (!chatName.test(file.name) || (taken.size > 0 && !another)) {
      if (!file.name.endsWith('/')) beside.push(file.name.split('/').at(-1)!.slice(0, 120))
      return
    }
    const pieces: Uint8Array[] = []
    taken.set(file.name, pieces)
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
  if (taken.size === 0) refuse('invalid', 'chats.noChat')
  const pageOf = (file: string): number => Number(pageName.exec(file)?.[2] || 1)
  const all = [...taken].toSorted(([a], [b]) => pageOf(a) - pageOf(b))
  return { text: all.map(([, pieces]) => decoded(Buffer.concat(pieces))).join('\n'), beside }
}
