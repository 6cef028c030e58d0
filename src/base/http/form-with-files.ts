import type { MiddlewareHandler } from 'hono'
import { discard, fileLimit, type Received, receive } from '../files/receiving.ts'
import { type Fault, refusedAt } from '../import.ts'
import { Refusal } from '../refusal.ts'
import type { Doors } from './app.ts'
import type { Attempt } from './form.ts'
import { filesSent } from './multipart.ts'

/** A form that carried files: what was typed, and what came with it, which waits until the request is over. */
export interface SentAlong {
  values: Attempt['values']
  files: Received[]
  /** Those that were refused, by name. */
  faults: Fault[]
  /** Why it was not read to its end: then no words of it are taken either. */
  broken?: Refusal
}

/** So many files are taken at a time, and together no more than four of the largest. */
export const filesBounds = () => ({ total: 4 * fileLimit(), files: 20 })

/** Bytes of one field: what is too long is refused by its verb, and the form keeps it. */
const mostTyped = 4 * 1024 * 1024

/**
 * Reads a form that may carry files as it arrives, before `form` looks at what was typed; the names of those that
 * were chosen are typed too, as `files`. A file that is refused stops nothing: whoever takes the form says what
 * becomes of it. Of strangers no file is kept.
 */
export const formWithFiles: MiddlewareHandler<Doors> = async (c, next) => {
  if (!isMultipart(c.req.header('content-type'))) return next()
  const chosen: string[] = []
  const sent: SentAlong = { values: { files: chosen }, files: [], faults: [] }
  const field = (name: string, value: string): void => {
    if (name === 'files') return
    const before = sent.values[name]
    sent.values[name] = before === undefined ? value : [before, value].flat()
  }
  c.set('sent', sent)
  try {
    try {
      for await (const one of filesSent(c, { ...filesBounds(), field, mostTyped })) {
        chosen.push(one.name)
        if (c.var.viewer.kind === 'stranger') continue
        try {
          sent.files.push(await receive(c.var.viewer, one.stream, one))
        } catch (error) {
          sent.faults.push(refusedAt(one.name, error))
        }
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sent.broken = error
    }
    await next()
  } finally {
    for (const file of sent.files) await discard(file)
  }
}

export const isMultipart = (type = ''): boolean => /^multipart\/form-data\b/i.test(type)
