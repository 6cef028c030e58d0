import type { Context } from 'hono'
import { type Arrived, arrive, discard } from '../../base/files/receiving.ts'
import type { Doors } from '../../base/http/app.ts'
import { filesSent } from '../../base/http/multipart.ts'
import { refuse } from '../../base/refusal.ts'
import { limits } from './run.ts'

/** What was sent for an import, as it waits on disk, and what it was called. */
export interface Upload extends Arrived {
  file: string
}

/** What a form has besides its file. */
const room = 500_000

/**
 * Writes the file of a form down as it comes in, and gives up as soon as it is larger than the limit; nothing
 * where none was chosen. `fields` is filled with the others. Refuses what is no such form, and a file that is
 * too large.
 */
export async function uploadedIn(
  c: Context<Doors>,
  fields: Record<string, string>,
): Promise<Upload | undefined> {
  // What says that it is too large is not waited for.
  if (Number(c.req.header('content-length')) > limits.bytes + room) tooLarge()
  const files = filesSent(c, {
    total: limits.bytes + room,
    files: 1,
    field: (name, value) => (fields[name] = value),
  })
  let upload: Upload | undefined
  try {
    for await (const { name, stream } of files)
      upload = { file: name, ...(await arrive(stream, { most: limits.bytes, tooLarge, broken })) }
    return upload
  } catch (error) {
    if (upload) await discard(upload)
    throw error
  }
}

export const tooLarge = (): never => refuse('invalid', 'imports.tooLarge', { most: limits.bytes / 2 ** 20 })
export const broken = (): never => refuse('unreadable', 'base.brokenForm')
