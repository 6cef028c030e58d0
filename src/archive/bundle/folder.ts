import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keyOf, store } from '../../base/files/store.ts'
import type { BundleFile } from './manifest.ts'

/** A folder that a bundle is written into, file by file, with what its manifest says of each. */
export interface BundleFolder {
  files: BundleFile[]
  write: (path: string, content: string | Uint8Array, licence?: string) => Promise<void>
  /** A file that is written piece by piece; it stands once it is ended. */
  growing: (
    path: string,
  ) => Promise<{ add: (content: string | Uint8Array) => Promise<void>; end: () => Promise<void> }>
  /** What was written, again. */
  read: (path: string) => Promise<Buffer>
  /** Bytes of the store. */
  copy: (path: string, hash: string) => Promise<void>
}

export function bundleFolder(folder: string): BundleFolder {
  const files: BundleFile[] = []
  const at = async (path: string): Promise<string> => {
    const whole = join(folder, path)
    await mkdir(dirname(whole), { recursive: true, mode: 0o700 })
    return whole
  }
  return {
    files,
    write: async (path, content, licence) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      await writeFile(await at(path), bytes, { mode: 0o600 })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      files.push({ path, bytes: bytes.length, sha256, ...(licence && { licence }) })
    },
    read: (path) => readFile(join(folder, path)),
    growing: async (path) => {
      const sum = createHash('sha256')
      const file = await open(await at(path), 'w', 0o600)
      let bytes = 0
      return {
        add: async (content) => {
          const piece = Buffer.from(content)
          sum.update(piece)
          bytes += piece.length
          await file.write(piece)
        },
        end: async () => {
          await file.close()
          files.push({ path, bytes, sha256: sum.digest('hex') })
        },
      }
    },
    copy: async (path, hash) => {
      const sum = createHash('sha256')
      let bytes = 0
      const count = new Transform({
        transform(chunk: Buffer, _, done) {
          sum.update(chunk)
          bytes += chunk.length
          done(null, chunk)
        },
      })
      const to = createWriteStream(await at(path), { mode: 0o600 })
      await pipeline(await (await store()).read(keyOf(hash)), count, to)
      files.push({ path, bytes, sha256: sum.digest('hex') })
    },
  }
}
