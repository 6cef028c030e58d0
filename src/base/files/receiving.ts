import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { config } from '../config.ts'
import { Refusal, refuse } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { safeName } from './naming.ts'
import { cleanPicture, type Size } from './pictures.ts'
import { cleanRecording } from './recordings/cleaning.ts'
import { typeOf } from './sniffing.ts'
import { keyOf, store } from './store.ts'
import { refuseBomb } from './zip-sizes.ts'

/** What has arrived, whatever it is. */
export interface Arrived {
  /** Where it waits; gone once it is placed. */
  path: string
  bytes: number
}

/** A file that has arrived and was looked at, and is not kept yet. */
export interface Received extends Arrived, Partial<Size> {
  name: string
  hash: string
  type: string
  /** Of a recording that says how long it is. */
  seconds?: number
}

/** The largest file that is taken, in bytes. */
export const fileLimit = (): number => config().FILE_LIMIT * 1_000_000

/**
 * Writes what arrives to disk, never whole in memory, and says what it is. `most`: megabytes, where that is less
 * than the limit. Refuses whoever is not signed in; what is empty, larger than the limit, of a kind that is not taken, or not what it seems to be. A
 * stream that is refused is left unread, for whoever gave it to put away.
 */
export async function receive(
  viewer: Viewer,
  stream: Readable,
  { name, most = config().FILE_LIMIT }: { name: string; most?: number },
): Promise<Received> {
  if (viewer.kind === 'stranger') refuse('forbidden', 'base.fileSignIn')
  const { path, bytes: came } = await arrive(stream, {
    most: most * 1_000_000,
    tooLarge: () => refuse('invalid', 'base.fileLarge', { name, most }),
    broken: () => refuse('unreadable', 'base.fileBroke', { name }),
  })
  try {
    if (came === 0) refuse('invalid', 'base.fileEmpty', { name })
    const seems = await typeOf(path, name)
    const { fileType, seconds } =
      seems.kind === 'recording' ? await cleanRecording(path, seems) : { fileType: seems }
    const size = fileType.kind === 'picture' ? await cleanPicture(path, name) : {}
    const { size: bytes } = await stat(path)
    if (fileType.kind === 'office') await refuseBomb(path, name, bytes)
    return {
      path,
      name: safeName(name, fileType),
      hash: await hashOf(path),
      bytes,
      type: fileType.type,
      ...(seconds !== undefined && { seconds }),
      ...size,
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

interface Bounds {
  /** Bytes. */
  most: number
  /** Refuses what is larger, and what breaks off. */
  tooLarge: () => never
  broken: () => never
}

/** Writes what arrives to disk, never whole in memory, and looks at nothing of it. A stream that is refused is left unread. */
export async function arrive(stream: Readable, { most, tooLarge, broken }: Bounds): Promise<Arrived> {
  const path = join((await store()).incoming, randomUUID())
  const file = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length
      if (bytes > most) tooLarge()
      await file.write(chunk as Buffer)
    }
    return { path, bytes }
  } catch (error) {
    await rm(path, { force: true })
    // What the disk says has a code; the rest is a line that broke off.
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).syscall) throw error
    return broken()
  } finally {
    await file.close()
  }
}

/** SHA-256 of a file of this machine, in hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Puts the bytes where they stay, if they are not there yet: what holds the same is one file. */
export async function place({ path, hash }: Received): Promise<void> {
  const { has, place: put } = await store()
  if (await has(keyOf(hash))) return discard({ path })
  await put(path, keyOf(hash))
}

export const discard = ({ path }: Pick<Arrived, 'path'>): Promise<void> => rm(path, { force: true })
