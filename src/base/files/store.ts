import { createReadStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { config } from '../config.ts'
import { bucketStore } from './bucket.ts'

/** Bytes from and to, both counted from 0 and both included. */
export interface Range {
  from: number
  to: number
}

/** Where the bytes of files are: a folder, or a bucket that speaks S3. Keys are made by `keyOf`. */
export interface Store {
  /** A folder of this machine into which what arrives is written first. */
  incoming: string
  has: (key: string) => Promise<boolean>
  /** Puts a file of this machine there, whole or not at all; it is gone from where it was. */
  place: (path: string, key: string) => Promise<void>
  read: (key: string, range?: Range) => Promise<Readable>
  /** Works with it as a file of this machine, which may be another one afterwards. */
  asFile: <T>(key: string, work: (path: string) => Promise<T>) => Promise<T>
  /** Forgets a file and everything that was made from it. */
  forget: (hash: string) => Promise<void>
}

const folderOf = (hash: string): string => `${hash.slice(0, 2)}/${hash}`

/**
 * The key of a file's bytes, or of what was made from them, such as a scaled picture: `640.webp`. What is
 * kept for a while and is no file of a thing goes by its reference, which is no hash.
 */
export const keyOf = (hash: string, made = 'original'): string => `${folderOf(hash)}/${made}`

let opened: Promise<Store> | undefined

/** The store of the settings: FILES_URL, else the folder `files` of DATA_DIR. */
export const store = (): Promise<Store> => (opened ??= openStore())

async function openStore(): Promise<Store> {
  const { FILES_URL, DATA_DIR } = config()
  if (FILES_URL?.startsWith('s3:')) return bucketStore(new URL(FILES_URL), folderOf)
  return folderStore(FILES_URL ? fileURLToPath(FILES_URL) : join(DATA_DIR, 'files'))
}

/** A file is moved into its place by one step of the file system, so that nobody ever reads half of it. */
async function folderStore(folder: string): Promise<Store> {
  const { Disk } = await import('flydrive')
  const { FSDriver } = await import('flydrive/drivers/fs')
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  return {
    incoming,
    has: (key) => disk.exists(key),
    place: async (path, key) => {
      const to = join(folder, key)
      await mkdir(dirname(to), { recursive: true })
      await rename(path, to)
    },
    read: async (key, range) =>
      range ? createReadStream(join(folder, key), { start: range.from, end: range.to }) : disk.getStream(key),
    asFile: (key, work) => work(join(folder, key)),
    forget: (hash) => rm(join(folder, folderOf(hash)), { recursive: true, force: true }),
  }
}
