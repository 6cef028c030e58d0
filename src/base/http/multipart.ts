import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Context } from 'hono'
import { Refusal, refuse } from '../refusal.ts'
import type { Doors } from './app.ts'

/** One file of a form, as it arrives. */
export interface Sent {
  name: string
  stream: Readable
}

interface Bounds {
  /** Bytes of the whole form. */
  total: number
  /** Files in it. */
  files: number
  /** Told of each other field. */
  field?: (name: string, value: string) => void
  /** Bytes of one field. */
  mostTyped?: number
}

/**
 * The files of a posted form, one after another, none of them ever whole in memory. Refuses a form
 * that is none, breaks off, is larger than `total` or has more files; what was taken before stays taken.
 */
export async function* filesSent(
  c: Context<Doors>,
  { total, files, field, mostTyped = 10_000 }: Bounds,
): AsyncGenerator<Sent> {
  const { body } = c.req.raw
  const type = c.req.header('content-type') ?? ''
  if (!body || !/^multipart\/form-data;.*boundary=/i.test(type))
    return refuse('unreadable', 'base.brokenForm')
  const tooLarge = (): never => refuse('invalid', 'base.formLarge', { most: Math.floor(total / 1_000_000) })
  // With words in it, it is read as far as it goes, so that they are kept.
  if (!field && Number(c.req.header('content-length') ?? 0) > total) tooLarge()
  const arriving = new Arrivals<Sent>()
  const parser = busboy({
    headers: { 'content-type': type },
    defParamCharset: 'utf8',
    limits: { files, fields: 20, fieldSize: mostTyped, headerPairs: 50 },
  })
  parser.on('field', (name, value) => field?.(name, value))
  parser.on('file', (_, stream, { filename }) => {
    // Who reads it hears of it too; with nobody at it yet the process would end.
    stream.on('error', () => undefined)
    arriving.add({ name: filename ?? '', stream })
  })
  let tooMany = false
  parser.on('filesLimit', () => {
    tooMany = true
  })
  let bytes = 0
  async function* metered(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > total) tooLarge()
      yield chunk
    }
  }
  const source = Readable.fromWeb(body as never)
  void pipeline(source, metered, parser).then(
    () => arriving.end(),
    (error) => arriving.end(error instanceof Refusal ? error : new Refusal('unreadable', 'base.brokenForm')),
  )
  try {
    for await (const sent of arriving) {
      // A field for a file that was left empty comes as a file without a name.
      if (sent.name !== '') yield sent
      sent.stream.resume()
    }
    if (tooMany) refuse('invalid', 'base.formFiles', { most: files })
  } finally {
    source.destroy()
  }
}

/** What is told by events, taken one by one. */
class Arrivals<T> {
  #waiting: T[] = []
  #over: { error?: Error } | undefined
  #wake: () => void = () => undefined

  add(one: T): void {
    this.#waiting.push(one)
    this.#wake()
  }

  end(error?: Error): void {
    this.#over = { error }
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next !== undefined) yield next
      else if (this.#over?.error) throw this.#over.error
      else if (this.#over) return
      else await new Promise<void>((wake) => (this.#wake = wake))
    }
  }
}
