import { isUtf8 } from 'node:buffer'
import { t } from '../base/i18n/t.ts'
import { lineOfFault } from '../base/json.ts'
import { type FoundVocabulary, nothingRead } from './found.ts'
import { jsonLdTriples, NotJsonLd } from './json-ld.ts'
import { slugOf } from './names.ts'
import { settled } from './settle.ts'
import { foundInTriples } from './skos.ts'
import { foundInTermList } from './term-lists.ts'
import { turtleTriples } from './turtle.ts'
import type { Reading } from './vocabulary.ts'

export type VocabularyFormat = 'turtle' | 'json'

/**
 * Reads a vocabulary from the bytes of a file: Turtle (and N-Triples), JSON-LD without a context to
 * fetch, or one of the two JSON lists of `term-lists.ts`. Every good part is kept; each fault names
 * its line, entry or concept. `name` is that of the file; the format is taken from the text unless given.
 */
export async function readVocabulary(
  bytes: Uint8Array,
  { name, format }: { name: string; format?: VocabularyFormat },
): Promise<Reading> {
  const short = slugOf(name.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]+$/i, '')) || 'vocabulary'
  return settled(await found(bytes, short, format), short)
}

async function found(bytes: Uint8Array, name: string, format?: VocabularyFormat): Promise<FoundVocabulary> {
  if (!isUtf8(bytes)) return notUtf8(bytes)
  const text = new TextDecoder().decode(bytes)
  const start = text.trimStart()
  if (format !== 'json' && /^(<\?xml|<rdf:RDF)/.test(start))
    return nothingRead('line 1', t('vocabularies.faultRdfXml'))
  if (format === 'json' || (!format && /^[{[]/.test(start))) return foundInJson(text, name)
  const { triples, faults } = await turtleTriples(text)
  return foundInTriples(triples, faults, faults.length === 0)
}

async function foundInJson(text: string, name: string): Promise<FoundVocabulary> {
  try {
    const document: unknown = JSON.parse(text)
    const list = foundInTermList(document, name)
    if (list) return list
    if (typeof document !== 'object' || document === null)
      return nothingRead(name, t('vocabularies.faultNoList'))
    return foundInTriples(await jsonLdTriples(document), [], true)
  } catch (error) {
    if (error instanceof NotJsonLd) return nothingRead(name, error.message)
    if (!(error instanceof SyntaxError)) throw error
    const line = lineOfFault(text, error.message)
    return nothingRead(line ? `line ${line}` : name, t('vocabularies.faultJson'))
  }
}

/** Names the first byte that is not UTF-8. No line feed is part of a longer character, so lines can be told apart. */
function notUtf8(bytes: Uint8Array): FoundVocabulary {
  let start = 0
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed
    if (!isUtf8(bytes.subarray(start, end))) {
      const at = start + firstWrong(bytes.subarray(start, end))
      const value = `0x${bytes[at]!.toString(16).toUpperCase().padStart(2, '0')}`
      return nothingRead(
        `line ${line}, byte ${at - start + 1}`,
        t('vocabularies.faultUtf8', { value, at: at + 1 }),
      )
    }
    start = end + 1
  }
}

/** How many bytes at the start of this line are UTF-8: a character that was put in their place has not their bytes. */
function firstWrong(line: Uint8Array): number {
  let length = 0
  for (const character of new TextDecoder('utf-8', { ignoreBOM: true }).decode(line)) {
    const size = Buffer.byteLength(character)
    if (!isUtf8(line.subarray(length, length + size))) break
    length += size
  }
  return length
}
