import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from '../base/config.ts'
import { hashing } from './counting-rows.ts'
import type { KeptFile } from './manifest.ts'

/** The folder that files are kept in; nothing where they are in a bucket. */
export function folderOfFiles({ FILES_URL, DATA_DIR }: Pick<Config, 'FILES_URL' | 'DATA_DIR'>) {
  if (!FILES_URL) return join(DATA_DIR, 'files')
  return FILES_URL.startsWith('file:') ? fileURLToPath(FILES_URL) : undefined
}

/** The files of a folder and the folders in it, by their path with slashes; a folder that is not there has none. */
export async function pathsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Most of copying a small file is waiting for the disk to have it for good, which it does for several at once. */
const together = 8

/**
 * Copies the files there are while people add more, and gives what it copied. Called on an open snapshot,
 * it copies every file that a row of it names: files are written before their row and, while a backup
 * runs, not deleted (`locks.copyingFiles`).
 */
export async function copyFiles(from: string, into: string): Promise<KeptFile[]> {
  const copied: KeptFile[] = []
  // One line that all of them take the next from.
  const waiting = (await pathsIn(from)).values()
  const copyNext = async () => {
    for (const path of waiting)
      try {
        copied.push({ path, ...(await copyHashing(join(from, path), join(into, path))) })
      } catch (error) {
        // An upload that was given up at this moment; no row names it.
        if (!isGone(error)) throw error
      }
  }
  await Promise.all(Array.from({ length: together }, copyNext))
  return copied.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function copyHashing(from: string, into: string): Promise<{ bytes: number; sha256: string }> {
  const read = createReadStream(from)
  // Opened before anything is written: a file that is gone leaves no empty one.
  await new Promise((done, failed) => read.once('open', done).once('error', failed))
  await mkdir(dirname(into), { recursive: true, mode: 0o700 })
  const sum = hashing()
  await pipeline(read, sum.stream, createWriteStream(into, { mode: 0o600, flush: true }))
  return sum.hashed()
}

/** What is in the file; nothing when there is none. */
export async function hashOf(file: string): Promise<{ bytes: number; sha256: string } | undefined> {
  const sum = hashing()
  sum.stream.resume()
  try {
    await pipeline(createReadStream(file), sum.stream)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
  return sum.hashed()
}

/** Puts files in place. Refuses, before it writes any, one that would take the place of another's. */
export async function placeFiles(from: string, into: string, files: KeptFile[]): Promise<void> {
  const missing: string[] = []
  for (const { path, sha256 } of files) {
    const there = await hashOf(join(into, path))
    if (there && there.sha256 !== sha256)
      throw new Error(
        `${join(into, path)} is there and is not the file of the backup: restore into an empty folder of files.`,
      )
    if (!there) missing.push(path)
  }
  for (const path of missing) {
    await mkdir(dirname(join(into, path)), { recursive: true })
    // Whole or not there: a restore that was broken off can be tried again.
    await copyFile(join(from, path), join(into, `${path}.part`))
    await rename(join(into, `${path}.part`), join(into, path))
  }
}
