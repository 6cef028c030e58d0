import { SaxesParser } from 'saxes'
import { t } from '../../base/i18n/t.ts'
import { readJson } from '../../base/json.ts'
import { refuse } from '../../base/refusal.ts'
import type { Definition } from '../../instruments/definition.ts'
import { delimitedRows, delimiterOf } from '../bringing/files/delimited.ts'
import { formNames } from './form-names.ts'
import { isTheirs, type Leaf, type Piece, type Submission, submissionOf } from './submission.ts'

/** Deeper than any form goes. */
const deepest = 60

/**
 * What was sent from a form, in a file as ODK, ODK Central or Kobo give it: one submission as XML, several as
 * JSON or CSV. Refuses a file that is none of these.
 */
export async function submissionsIn(definition: Definition, bytes: Buffer): Promise<Submission[]> {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  const [sign] = text.trimStart()
  if (text.startsWith('PK')) return refuse('invalid', 'workshop.unzip')
  if (sign === '<') return [submissionInXml(definition, text)]
  if (sign === '{' || sign === '[') return submissionsInJson(definition, bytes)
  return submissionsInCsv(definition, text)
}

/** A submission as phones send it; entities beyond the five of XML are not expanded, and end it. */
function submissionInXml(definition: Definition, text: string): Submission {
  const parser = new SaxesParser({ xmlns: false })
  const root: Piece & { attributes?: Record<string, string> } = { name: '', inside: [] }
  const open: Piece[] = [root]
  let words = ''
  parser.on('error', (error) => {
    throw new Broken(error.message)
  })
  parser.on('opentag', ({ name, attributes }) => {
    const piece: Piece = { name: name.slice(name.indexOf(':') + 1), inside: [] }
    if (open.length === 1) root.attributes = attributes as Record<string, string>
    if (open.length > deepest) throw new Broken(name)
    open.at(-1)!.inside.push(piece)
    open.push(piece)
    words = ''
  })
  parser.on('text', (more) => (words += more))
  parser.on('cdata', (more) => (words += more))
  parser.on('closetag', () => {
    const piece = open.pop()!
    if (piece.inside.length === 0) piece.value = words.trim()
    words = ''
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof Broken) return refuse('invalid', 'workshop.brokenXml', { message: error.message })
    throw error
  }
  const [form] = root.inside
  const { id, version } = root.attributes ?? {}
  return { ...submissionOf(definition, form ?? root), ...(id && { form: id }), ...(version && { version }) }
}

/** So many submissions are taken from a file. */
export const mostSubmissions = 500

class Broken extends Error {}

function submissionsInJson(definition: Definition, bytes: Buffer): Submission[] {
  const read = readJson(bytes)
  if ('message' in read) return refuse('invalid', 'workshop.brokenFile', { message: read.message })
  const { json } = read as { json: unknown }
  const several = isObject(json) ? (json.value ?? json.results ?? json) : json
  const all = [several].flat()
  if (all.length > mostSubmissions)
    refuse('invalid', 'workshop.tooManySubmissions', { most: mostSubmissions })
  return all.map((one) => submissionOf(definition, { name: '', inside: piecesOf(one, 0) }))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Kobo writes the whole way before a name, Central puts one thing into another. */
function piecesOf(value: unknown, depth: number): Piece[] {
  if (!isObject(value) || depth > deepest) return []
  return Object.entries(value).flatMap(([key, one]): Piece[] => {
    const name = key.slice(key.lastIndexOf('/') + 1)
    if (one === null || one === undefined) return []
    if (Array.isArray(one) && one.some(isObject))
      return one.map((each) => ({ name, inside: piecesOf(each, depth + 1) }))
    if (Array.isArray(one)) return [{ name, value: one.join(' '), inside: [] }]
    if (isObject(one) && 'coordinates' in one && 'type' in one) return [{ name, value: one, inside: [] }]
    if (isObject(one)) return [{ name, inside: piecesOf(one, depth + 1) }]
    return [{ name, value: String(one), inside: [] }]
  })
}

/** Rows of a table. What stands in rows of its own is in other files, which no one table can say. */
async function submissionsInCsv(definition: Definition, text: string): Promise<Submission[]> {
  const { columns, lines } = await delimitedRows(text, delimiterOf(text))
  const { targets } = formNames(definition)
  const known = columns.map((column) => columnOf(column, (name) => targets.has(name)))
  if (!known.some((column) => column.known)) return refuse('invalid', 'workshop.noSubmissions')
  return lines.map(({ given, fault }): Submission => {
    if (fault) return { leaves: [], fault }
    const pieces: Piece[] = []
    const points = new Map<string, string[]>()
    for (const [i, cell] of (given as string[]).entries()) {
      const { name, side } = known[i] ?? { name: columns[i] ?? '' }
      const words = cell.trim()
      if (words === '' || words === 'n/a') continue
      if (side === undefined) pieces.push({ name, value: words, inside: [] })
      else points.set(name, Object.assign(points.get(name) ?? [], { [side]: words }))
    }
    for (const [name, sides] of points)
      if (sides[0] && sides[1]) pieces.push({ name, value: `${sides[0]} ${sides[1]}`, inside: [] })
    return submissionOf(definition, { name: '', inside: pieces })
  })
}

const sides = ['latitude', 'longitude']

/**
 * Which field a column gives, and of a point which side. Central joins the way to it by `-`, Kobo by `/`; a
 * column for one choice of several, or for a height, gives nothing of its own.
 */
function columnOf(
  column: string,
  has: (name: string) => boolean,
): { name: string; side?: number; known: boolean } {
  const way = column.split(/[-/]/)
  const at = way.findLastIndex(has)
  if (at < 0) return { name: way.at(-1) ?? column, known: false }
  const rest = way
    .slice(at + 1)
    .join('')
    .toLowerCase()
  const name = way[at]!
  if (rest === '') return { name, known: true }
  const side = sides.indexOf(rest)
  return side < 0 ? { name: `_${column}`, known: true } : { name, side, known: true }
}

/** Answered fields that nothing of the questionnaire is known by. */
export const strange = (definition: Definition, leaves: Leaf[]): string[] => {
  const { targets } = formNames(definition)
  return [...new Set(leaves.flatMap(({ name }) => (targets.has(name) || isTheirs(name) ? [] : name)))]
}

/** Nothing of it can be understood. */
export const foreign = (definition: Definition, { leaves, form, fault }: Submission): string | undefined => {
  if (fault) return fault
  if (form !== undefined && form !== definition.slug) return t('workshop.otherForm', { form })
  const { targets } = formNames(definition)
  return leaves.some(({ name }) => targets.has(name)) ? undefined : t('workshop.nothingOfIt')
}
