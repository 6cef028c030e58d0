import { sql } from 'kysely'
import { db, onConnect } from '../base/database/database.ts'

/**
 * What documents can be narrowed by, read once and kept as columns of numbers. Reading ten thousand
 * rows takes PostgreSQL some fifty milliseconds, reading them here less than two. A document never
 * changes and its id is never used again, so nothing here grows stale; who may see it is decided
 * where the ids come from. Eighty bytes a document: a million take eighty megabytes.
 */
export const dimensions = ['kind', 'lang', 'knowledge', 'instrument', 'place', 'topic', 'answer'] as const
export type Dimension = (typeof dimensions)[number]

/** A value of a dimension: a word, or for places, topics and answers their number. */
export interface Value {
  dimension: Dimension
  value: string
}

/** Every value met, by its number. */
export const values: Value[] = []
const numbers = new Map<string, number>()

/** The number of a value that some document has; those that only visitors ask for get none. */
export const numberIfKnown = (dimension: Dimension, value: string): number | undefined =>
  numbers.get(`${dimension} ${value}`)

function numberOf(dimension: Dimension, value: string): number {
  const key = `${dimension} ${value}`
  let number = numbers.get(key)
  if (number === undefined) {
    number = values.push({ dimension, value }) - 1
    numbers.set(key, number)
  }
  return number
}

/** So many documents, whose ids follow each other, are read and kept together: two to the twelfth. */
const bits = 12
const size = 1 << bits
const most = 300

/** One that is not there has no thing. */
export interface Chunk {
  things: Float64Array
  changes: Float64Array
  lengths: Float32Array
  langs: Uint32Array
  /** 1 for what knowledge is anchored to. */
  anchors: Uint8Array
  /** Where the values of each start in `lists`. */
  starts: Uint32Array
  lists: Uint32Array
}

const chunks = new Map<number, Chunk>()

onConnect(() => chunks.clear())

export interface Columns {
  /** Undefined for a document that has gone since its id was read. */
  thing: (doc: number) => number | undefined
  /** Milliseconds since 1970. */
  changed: (doc: number) => number
  length: (doc: number) => number
  lang: (doc: number) => string
  /** A place, topic, vocabulary or questionnaire. */
  anchor: (doc: number) => boolean
  /** The numbers of its values stand in `lists`, from the start of `at` to that of the next. */
  chunk: (doc: number) => Pick<Chunk, 'starts' | 'lists'>
  at: (doc: number) => number
}

/** The columns of these documents, read now as far as they are not at hand. At most one query. */
export async function columnsOf(docs: number[]): Promise<Columns> {
  const missing = new Set<number>()
  for (const doc of docs) if (!chunks.get(doc >> bits)?.things[doc & (size - 1)]) missing.add(doc >> bits)
  if (missing.size > 0) await read([...missing])
  const chunkOf = (doc: number): Chunk => chunks.get(doc >> bits)!
  return {
    thing: (doc) => chunkOf(doc).things[doc & (size - 1)] || undefined,
    changed: (doc) => chunkOf(doc).changes[doc & (size - 1)]!,
    length: (doc) => chunkOf(doc).lengths[doc & (size - 1)]!,
    lang: (doc) => values[chunkOf(doc).langs[doc & (size - 1)]!]!.value,
    anchor: (doc) => chunkOf(doc).anchors[doc & (size - 1)] === 1,
    chunk: chunkOf,
    at: (doc) => doc & (size - 1),
  }
}

/** A row is read as one text: a hundred thousand of them in a third of the time. */
interface Row {
  id: number
  line: string
}

async function read(wanted: number[]): Promise<void> {
  const { rows } = await sql<Row>`
    select doc.id, concat_ws('|', thing, round(extract(epoch from changed) * 1000), length, anchor::int, kind, lang, coalesce(knowledge, ''),
      coalesce(instrument, ''), array_to_string(places, ' '), array_to_string(topics, ' '), array_to_string(answers, ' ')) as line
    from unnest(${wanted}::int[]) as chunk (number)
    join doc on doc.id between chunk.number * ${size}::int and chunk.number * ${size}::int + ${size - 1}::int
    order by doc.id`.execute(db())
  const byChunk = Map.groupBy(rows, (row) => row.id >> bits)
  for (const number of wanted) {
    chunks.delete(number)
    chunks.set(number, chunkFrom(byChunk.get(number) ?? []))
  }
  // The longest kept goes first, as in any map.
  for (const number of chunks.keys())
    if (chunks.size > most && !wanted.includes(number)) chunks.delete(number)
}

function chunkFrom(rows: Row[]): Chunk {
  const things = new Float64Array(size)
  const changes = new Float64Array(size)
  const lengths = new Float32Array(size)
  const langs = new Uint32Array(size)
  const anchors = new Uint8Array(size)
  const starts = new Uint32Array(size + 1)
  const lists: number[] = []
  let next = 0
  for (const { id, line } of rows) {
    const at = id & (size - 1)
    while (next <= at) starts[next++] = lists.length
    const [thing, changed, length, anchor, kind, lang = '', knowledge, instrument, places, topics, answers] =
      line.split('|')
    things[at] = Number(thing)
    changes[at] = Number(changed)
    lengths[at] = Number(length)
    anchors[at] = Number(anchor)
    langs[at] = numberOf('lang', lang)
    const held = {
      kind,
      lang,
      knowledge,
      instrument,
      place: places,
      topic: topics,
      answer: answers,
    }
    for (const dimension of dimensions)
      for (const value of held[dimension]?.split(' ') ?? []) if (value) lists.push(numberOf(dimension, value))
  }
  while (next <= size) starts[next++] = lists.length
  return {
    things,
    changes,
    lengths,
    langs,
    anchors,
    starts,
    lists: Uint32Array.from(lists),
  }
}
