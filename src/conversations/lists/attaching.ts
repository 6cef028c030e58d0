import { Readable } from 'node:stream'
import { useFile, writeFile } from '../../base/files/keeping.ts'
import { discard, place, type Received, receive } from '../../base/files/receiving.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'

/** So many files of one message are kept, and so much of them together, in bytes. */
const most = { files: 20, bytes: 30_000_000 }

/** Files of a message whose bytes are where they stay, and the names of those that were left out. */
export interface Attached {
  kept: Received[]
  left: string[]
}

/** Keeps the bytes of what came with a message, with the limits of every file; what is not taken is named. Outside of a transaction. */
export async function keepBytes(
  viewer: Viewer,
  attachments: { name: string; content: Buffer }[],
): Promise<Attached> {
  const all: Attached = { kept: [], left: [] }
  let bytes = 0
  for (const { name, content } of attachments) {
    bytes += content.length
    if (all.kept.length >= most.files || bytes > most.bytes) {
      all.left.push(name)
      continue
    }
    try {
      const file = await receive(viewer, Readable.from([content]), { name })
      await place(file)
      await discard(file)
      all.kept.push(file)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      all.left.push(name)
    }
  }
  return all
}

/** Gives them to a post, in its transaction. */
export async function attach(post: number, files: Received[]): Promise<void> {
  for (const file of files) {
    await writeFile(file)
    await useFile(post, file.hash, file.name)
  }
}
