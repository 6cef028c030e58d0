/**
 * Reads the first sheet of a workbook, in a process of its own with little memory: what it unpacks to is
 * counted before anything is made of it. Run by `workbook.ts`, which sends the bytes and takes the rows.
 */
import { Unzip, UnzipInflate } from 'fflate'
import { readSheet } from 'read-excel-file/node'

/** Bytes a workbook may unpack to: 20 MB of figures are about so much. */
const mostUnpacked = 150 * 1024 * 1024

class TooBig extends Error {}

/** Unpacks it without keeping anything: what the packing says of its size is not believed. */
function refuseBomb(bytes: Uint8Array): void {
  let unpacked = 0
  let files = 0
  const unzip = new Unzip((file) => {
    if (++files > 5_000) throw new TooBig()
    file.ondata = (error, chunk) => {
      if (error) throw error
      unpacked += chunk.length
      if (unpacked > mostUnpacked) throw new TooBig()
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  // Small steps, so that what unpacks to much is noticed before it is all there.
  const step = 16_384
  for (let from = 0; from < bytes.length; from += step)
    unzip.push(bytes.subarray(from, from + step), from + step >= bytes.length)
  if (files === 0) throw new Error('no files in it')
}

const words = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const moment = cell.toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment
}

process.once('message', async (bytes: Uint8Array) => {
  try {
    refuseBomb(bytes)
    const rows = await readSheet(Buffer.from(bytes))
    process.send!({ rows: rows.map((row) => row.map(words)) }, () => process.exit(0))
  } catch (error) {
    const fault = error instanceof TooBig ? 'too-big' : 'unreadable'
    process.send!({ fault }, () => process.exit(0))
  }
})
