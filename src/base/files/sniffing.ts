import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { refuse } from '../refusal.ts'
import { endingOf } from './naming.ts'
import { type FileType, fileTypes, typeNamed } from './types.ts'

/**
 * What a file of this machine holds, by its bytes; its name says no more than which sort of text a text
 * is. Refuses whatever is not taken here, and a text that is not UTF-8.
 */
export async function typeOf(path: string, name: string): Promise<FileType> {
  const { fileTypeFromFile } = await import('file-type')
  const sniffed = await fileTypeFromFile(path)
  if (sniffed) return typeNamed(sniffed.mime) ?? refuse('invalid', 'base.fileKind', { name })
  const ending = endingOf(name)
  const text = fileTypes.find(({ kind, endings }) => kind === 'text' && endings.includes(ending))
  if (!text) return refuse('invalid', 'base.fileKind', { name })
  await refuseOtherThanText(path, name, text)
  return text
}

/** How much of a text is looked at for whether it is one to run. */
const firstBytes = 4_096
const runs = /<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)\b/i

async function refuseOtherThanText(path: string, name: string, { endings }: FileType): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = ''
  try {
    for await (const chunk of createReadStream(path)) {
      const words = decoder.decode(chunk as Buffer, { stream: true })
      if (words.includes('\0')) throw new TypeError('a NUL is no text')
      if (first.length < firstBytes) first += words.slice(0, firstBytes)
    }
    decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) refuse('invalid', 'base.fileNotText', { name })
    throw error
  }
  const isJson = endings.some((ending) => ending.endsWith('json'))
  const begins = first.replace(/^\ufeff/, '').trimStart()
  if (isJson ? !/^[[{]/.test(begins) : /^</.test(begins) && runs.test(begins.slice(0, 200)))
    refuse('invalid', 'base.fileKind', { name })
}

/** The last `length` bytes of a file, or all of a shorter one. */
export async function tailOf(path: string, length: number): Promise<{ tail: Buffer; size: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, length))
    await file.read(tail, 0, tail.length, size - tail.length)
    return { tail, size }
  } finally {
    await file.close()
  }
}
