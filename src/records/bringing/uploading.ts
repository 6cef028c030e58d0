import { Readable } from 'node:stream'
import busboy from 'busboy'
import { refuse } from '../../base/refusal.ts'
import { limits } from './run.ts'

export interface Uploaded {
  fields: Record<string, string>
  /** What the file was called, and what is in it; nothing was chosen where there is none. */
  file: string
  bytes: Uint8Array
}

/**
 * Reads an uploaded form as it comes in and gives up as soon as the file is larger than the limit: no more
 * than that is ever held. Refuses what is no such form, and a file that is too large.
 */
export async function uploadedIn(request: Request): Promise<Uploaded> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !type.startsWith('multipart/form-data')) refuse('unreadable', 'base.brokenForm')
  // What says that it is too large is not waited for.
  const room = 100_000
  if (Number(request.headers.get('content-length')) > limits.bytes + room) tooLarge()
  const fields: Uploaded['fields'] = {}
  let file = ''
  const chunks: Buffer[] = []
  const coming = Readable.fromWeb(request.body as import('node:stream/web').ReadableStream)
  const large = await new Promise<boolean>((done, failed) => {
    const reader = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { fileSize: limits.bytes, files: 1, fields: 50, fieldSize: 10_000 },
    })
    reader.on('field', (name, value) => (fields[name] = value))
    reader.on('file', (_, stream, { filename }) => {
      file = filename ?? ''
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => done(true))
    })
    reader.on('error', failed)
    reader.on('close', () => done(false))
    coming.on('error', failed)
    coming.pipe(reader)
  }).catch(() => refuse('unreadable', 'base.brokenForm'))
  if (large) {
    coming.destroy()
    tooLarge()
  }
  return { fields, file, bytes: Buffer.concat(chunks) }
}

const tooLarge = (): never => refuse('invalid', 'imports.tooLarge', { most: limits.bytes / 2 ** 20 })
