/** Where a message of an mbox file stands, in bytes; its first line is the one that begins with "From ". */
export interface Framed {
  start: number
  bytes: number
  /** Its first bytes: that line, its head and the first of what it says. */
  head: Buffer
}

/** What belongs to no message: what stands before the first. */
export interface Unframed {
  start: number
  bytes: number
}

/** So much of a message is kept for its head. */
export const mostHead = 64 * 1024

/** A longer line is none of those that frame a message. */
const longest = 1_000
const newline = 0x0a
const from = Buffer.from('From ')

/**
 * `From somebody Mon Oct 13 14:01:08 2003`, as programs write it, with a zone or without; archives of Mailman write
 * `x at y` for the address. The date is asked for, since people begin lines by that word too.
 */
const fromLine =
  /^From .*\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d{2}(:\d{2})?( +[A-Z0-9+-]{1,6})* +\d{4}\b/

const headLine = /^[!-9;-~]+[ \t]*:/

/**
 * Frames the messages of an mbox file that comes in pieces, holding no more of it than their heads (RFC 4155, as
 * archives really write it). A message begins with a "From " line after an empty line, or before the line of a head.
 * What comes out covers every byte once.
 */
export async function* framed(
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<{ message: Framed } | { none: Unframed }> {
  let begun: { start: number; head: Buffer[]; held: number; message: boolean } = {
    ...{ start: 0, head: [], held: 0, message: false },
  }
  /** A line that may begin a message, until the next says so. */
  let maybe: { at: number; line: Buffer; sure: boolean } | undefined
  let at = 0
  let blankBefore = true
  const add = (line: Buffer) => {
    if (begun.held >= mostHead) return
    const some = line.subarray(0, mostHead - begun.held)
    begun.head.push(some)
    begun.held += some.length
  }
  const over = (end: number): { message: Framed } | { none: Unframed } | undefined => {
    const { start, head, message } = begun
    if (end === start) return undefined
    const bytes = end - start
    return message ? { message: { start, bytes, head: Buffer.concat(head) } } : { none: { start, bytes } }
  }
  for await (const line of linesOf(pieces)) {
    if (maybe && (maybe.sure || headLine.test(beginning(line)))) {
      const one = over(maybe.at)
      begun = { start: maybe.at, head: [], held: 0, message: true }
      add(maybe.line)
      maybe = undefined
      if (one) yield one
    } else if (maybe) {
      add(maybe.line)
      maybe = undefined
    }
    if (isFromLine(line)) maybe = { at, line, sure: blankBefore }
    else add(line)
    blankBefore = isBlank(line)
    at += line.length
  }
  if (maybe?.sure) {
    const one = over(maybe.at)
    begun = { start: maybe.at, head: [maybe.line], held: 0, message: true }
    if (one) yield one
  } else if (maybe) add(maybe.line)
  const last = over(at)
  if (last) yield last
}

const beginning = (line: Buffer): string => line.toString('latin1', 0, Math.min(line.length, longest))

const isFromLine = (line: Buffer): boolean =>
  line.length < longest &&
  line.length > from.length &&
  line.compare(from, 0, from.length, 0, from.length) === 0 &&
  fromLine.test(beginning(line))

const isBlank = (line: Buffer): boolean =>
  line.length === 1 ? line[0] === newline : line.length === 2 && line[0] === 0x0d && line[1] === newline

/** Lines with their ends; one that is very long comes in parts. */
async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    const all: Buffer = rest.length ? Buffer.concat([rest, piece]) : piece
    let begins = 0
    for (let end = all.indexOf(newline); end >= 0; end = all.indexOf(newline, begins)) {
      yield all.subarray(begins, end + 1)
      begins = end + 1
    }
    rest = all.subarray(begins)
    if (rest.length > mostHead) {
      yield rest
      rest = Buffer.alloc(0)
    }
  }
  if (rest.length) yield rest
}

/** A message without the line that begins it, and with the lines that were quoted so that they do not. */
export function unframed(raw: Buffer): Buffer {
  const first = raw.indexOf(newline) + 1
  const body = first > 0 ? raw.subarray(first) : Buffer.alloc(0)
  if (body.indexOf('>From ') < 0) return body
  return Buffer.from(body.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1')
}
