import { closeSync, createReadStream, mkdirSync, mkdtempSync, openSync, writeSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Unzip, UnzipInflate } from 'fflate'
import { refuse } from '../../base/refusal.ts'
import { isWithin, most } from './manifest.ts'

/** Text shrinks to a tenth; nothing real to so little of itself. */
const mostRatio = 200
const small = 10_000_000

/**
 * Works with a bundle as a folder: itself, or what a zip of it unpacks to, which is gone afterwards. Refuses a zip that
 * leads out of its folder or unpacks to more than a bundle is; a link in it becomes a file like any other.
 */
export async function asFolder<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  const given = await stat(path)
  if (given.isDirectory()) return work(path)
  const folder = mkdtempSync(join(tmpdir(), 'baobab-bundle-'))
  try {
    await unzip(path, folder, Math.min(most.bytes, small + given.size * mostRatio))
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A name that is there twice, or once as a file and once as a folder, is of the zip. */
const isOfDisk = ({ code }: NodeJS.ErrnoException): boolean =>
  typeof code === 'string' && !['EEXIST', 'ENOTDIR', 'EISDIR'].includes(code)

async function unzip(path: string, folder: string, mostBytes: number): Promise<void> {
  let [entries, bytes] = [0, 0]
  const zip = new Unzip((entry) => {
    if (++entries > most.files) refuse('invalid', 'bundle.tooMuch')
    if (entry.name.endsWith('/')) return
    if (!isWithin(entry.name)) refuse('invalid', 'bundle.leadsOut', { path: entry.name.slice(0, 200) })
    mkdirSync(dirname(join(folder, entry.name)), { recursive: true, mode: 0o700 })
    // One that is there twice is no bundle of ours.
    const to = openSync(join(folder, entry.name), 'wx', 0o600)
    entry.ondata = (error, chunk, last) => {
      if (error) throw error
      bytes += chunk.length
      if (bytes > mostBytes) refuse('invalid', 'bundle.tooMuch')
      writeSync(to, chunk)
      if (last) closeSync(to)
    }
    entry.start()
  })
  zip.register(UnzipInflate)
  try {
    for await (const chunk of createReadStream(path)) zip.push(chunk as Uint8Array)
    zip.push(new Uint8Array(), true)
  } catch (error) {
    // What is no zip says so in many ways, none of them for readers; a disk that is full is no fault of it.
    if (error instanceof Error && error.constructor === Error && !isOfDisk(error))
      refuse('invalid', 'bundle.noZip')
    throw error
  }
}
