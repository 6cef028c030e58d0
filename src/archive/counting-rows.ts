import { createHash, hash } from 'node:crypto'
import { Transform } from 'node:stream'

/** How many rows, and the sum of their hashes: the same for the same rows in whatever order. */
export interface CountedRows {
  rows: number
  digest: string
}

/**
 * Counts what passes of COPY's text form, in which a line break is always the end of a row. Each row's
 * SHA-256 is added up as eight numbers of 32 bits, so that a row that came twice counts twice.
 */
export function countingRows(): { stream: Transform; counted: () => CountedRows } {
  const sum = new Uint32Array(8)
  let rows = 0
  let begun: Buffer[] = []
  const add = (row: Buffer) => {
    const hashed = hash('sha256', row, 'buffer')
    for (let i = 0; i < 8; i++) sum[i] = sum[i]! + hashed.readUInt32BE(i * 4)
    rows++
  }
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        const piece = chunk.subarray(from, end)
        add(begun.length ? Buffer.concat([...begun, piece]) : piece)
        begun = []
        from = end + 1
      }
      if (from < chunk.length) begun.push(chunk.subarray(from))
      done(null, chunk)
    },
  })
  const digest = () => [...sum].map((one) => one.toString(16).padStart(8, '0')).join('')
  return { stream, counted: () => ({ rows, digest: digest() }) }
}

/** Counts and hashes the bytes that pass. */
export function hashing(): { stream: Transform; hashed: () => { bytes: number; sha256: string } } {
  const sum = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      sum.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, hashed: () => ({ bytes, sha256: sum.digest('hex') }) }
}
