import { readFileSync } from 'node:fs'
import { wordsInOffice } from './office-words.ts'

/**
 * A program of its own: prints the words of one document, `extract.ts <path> <type> <characters>`. Run
 * by `words.ts` with bounds on memory and time, because what it reads may be made to have none.
 */
const [path = '', type = '', most = '0'] = process.argv.slice(2)
const words = await wordsOf(readFileSync(path))
process.stdout.write(words.slice(0, Number(most)))

async function wordsOf(bytes: Buffer): Promise<string> {
  if (type === 'application/pdf') {
    const { extractText, getDocumentProxy } = await import('unpdf')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
    return text
  }
  if (type.startsWith('text/csv')) return firstLines(bytes)
  if (type.startsWith('text/')) return bytes.toString('utf8')
  return type.includes('json') ? '' : wordsInOffice(bytes, type)
}

/** Of a table its names of columns and some of its rows: figures are looked up, not searched for. */
function firstLines(bytes: Buffer): string {
  return bytes.toString('utf8').split('\n', 200).join('\n')
}
