import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../cache/tags.ts'
import { db } from '../database/database.ts'
import { found } from '../refusal.ts'
import type { Labels } from '../text.ts'
import { isWithheld } from '../things/peace.ts'
import { type Viewer, visibleTo } from '../viewer.ts'

/** What a file is to the thing it belongs to. */
export interface FileUse {
  ref: string
  name: string
  hash: string
  bytes: number
  type: string
  /** Of a picture, in pixels. */
  width?: number
  height?: number
  caption: Labels
  credit?: string
  licence?: string
  /** How often it was taken, ever; of today it may lack some, for pages are kept. */
  downloads: number
  /** When it was taken away from the thing; it can be brought back for thirty days. */
  removed?: Date
}

const columns = sql`
  file_use.ref, file_use.name, file_use.hash, file.bytes, file.type, file.width, file.height, file_use.caption,
  file_use.credit, file_use.licence, file_use.removed,
  (select coalesce(sum(count), 0)::int from file_download where file_download.file_use = file_use.id) as downloads`

type Row = { [Key in keyof FileUse]: FileUse[Key] | null }

const asUse = (row: Row): FileUse =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as FileUse

/** The files of a thing, or of several, in their order, without those that were removed. Whoever asks has checked that it may be seen. */
export async function filesOf(...things: number[]): Promise<FileUse[]> {
  const { rows } = await sql<Row>`
    select ${columns} from file_use join file using (hash)
    where thing = any(${things}::bigint[]) and removed is null order by position, file_use.id`.execute(db())
  return rows.map(asUse)
}

/** The same as one value of JSON for a page that asks more; `filesFound` reads it. */
export const filesAsked = (...things: number[]): RawBuilder<Row[]> => sql`
  coalesce((select json_agg(one) from (select ${columns} from file_use join file using (hash)
    where thing = any(${things}::bigint[]) and removed is null order by position, file_use.id) as one), '[]')`

export const filesFound = (rows: Row[]): FileUse[] => rows.map(asUse)

/** The same by the thing that each belongs to. */
export async function filesByThing(things: number[]): Promise<Map<number, FileUse[]>> {
  if (things.length === 0) return new Map()
  const { rows } = await sql<Row & { thing: number }>`
    select thing, ${columns} from file_use join file using (hash)
    where thing = any(${things}::bigint[]) and removed is null order by position, file_use.id`.execute(db())
  const byThing = new Map<number, FileUse[]>()
  for (const { thing, ...row } of rows) byThing.set(thing, [...(byThing.get(thing) ?? []), asUse(row)])
  return byThing
}

/** Those that were removed in the last thirty days, newest first. */
export async function removedOf(thing: number): Promise<FileUse[]> {
  const { rows } = await sql<Row>`
    select ${columns} from file_use join file using (hash)
    where thing = ${thing} and removed > now() - interval '30 days' order by removed desc`.execute(db())
  return rows.map(asUse)
}

export interface OpenFile extends FileUse {
  /** Its thing is open to everyone. */
  open: boolean
}

/** A file of a thing that the viewer may see, published or on its way, or reviews; 404 when there is none, it is not open to them or was taken from sight. */
export async function fileFor(viewer: Viewer, ref: string): Promise<OpenFile> {
  const { rows } = await sql<Row & { open: boolean; thingRef: string }>`
    select ${columns}, thing.circle = 1 as open, thing.ref as "thingRef"
    from file_use join file using (hash) join thing on thing.id = file_use.thing
    where file_use.ref = ${ref} and file_use.removed is null and thing.state <> 'withdrawn'
      and (${visibleTo(viewer)} or thing.state in ('submitted', 'in-review') and ${visibleTo(viewer, 'thing.readers')})
      and not ${isWithheld(viewer)}`.execute(db())
  const { open, thingRef, ...row } = found(rows[0])
  dependsOn(thingRef)
  return { ...asUse(row), open }
}

/** What is said of files in words, by thing: names, captions and what stands in them, for search. */
export async function wordsOfFiles(
  things: number[],
): Promise<Map<number, { names: string[]; captions: Labels[]; words: string }>> {
  const { rows } = await sql<{ thing: number; names: string[]; captions: Labels[]; words: string | null }>`
    select thing, json_agg(name order by position) as names, json_agg(caption order by position) as captions,
      left(string_agg(left(words, ${mostWords}), ${'\n'} order by position), ${mostWords}) as words
    from file_use join file using (hash)
    where thing = any(${things}::bigint[]) and removed is null group by thing`.execute(db())
  return new Map(rows.map(({ thing, words, ...rest }) => [thing, { ...rest, words: words ?? '' }]))
}

/** So many characters of a file's words are kept and searched: a megabyte is all that PostgreSQL indexes of one text. */
export const mostWords = 900_000
