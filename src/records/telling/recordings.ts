import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Lang } from '../../base/text.ts'

/** An answer as it was spoken. */
export interface Recorded {
  /** Of its file. */
  ref: string
  name: string
  type: string
  bytes: number
  /** `group/question`. */
  slot: string
  lang: Lang
  seconds: number | null
  transcript: Transcript | null
}

/** What is said in it, written down. */
export interface Transcript {
  id: number
  lang: Lang
  words: string
  /** As a service heard it; nobody has read it yet. */
  machine: boolean
  /** Who wrote it down: whoever told the story, somebody else by their name, or somebody who is not to be named. */
  by: { teller: boolean; name: string | null }
  at: string
}

/**
 * The newest transcript of `recording` as JSON. Whoever told the story, and whoever helped, is named only where the
 * story names them.
 */
const transcriptOf: RawBuilder<Transcript | null> = sql`
  (select json_build_object('id', newest.id, 'lang', newest.lang, 'words', newest.words, 'machine', newest.machine, 'at', newest.at,
      'by', json_build_object(
        'teller', coalesce(newest.by = story.person and not story.told_for, false),
        'name', case when story.person is distinct from newest.by or story.told_for then nullif(coalesce(person.name, newest.by_name), '') end))
    from (select * from transcript where transcript.recording = recording.file_use order by id desc limit 1) as newest
      left join person on person.thing = newest.by left join story on story.thing = file_use.thing
    where newest.words <> '')`

/** The spoken answers of a thing, as one value for a query. */
const recordingsAsked = (...things: number[]): RawBuilder<Recorded[]> => sql`
  coalesce((select json_agg(json_build_object('ref', file_use.ref, 'name', file_use.name, 'type', file.type, 'bytes', file.bytes, 'slot', slot,
      'lang', recording.lang, 'seconds', seconds, 'transcript', ${transcriptOf}) order by file_use.id)
    from recording join file_use on file_use.id = recording.file_use join file using (hash)
    where file_use.thing = any(${things}::bigint[]) and removed is null), '[]')`

/** The spoken answers of a draft or a record. One query; whoever asks has checked that it may be seen. */
export async function recordingsOf(...things: number[]): Promise<Recorded[]> {
  const { rows } = await sql<{
    found: Recorded[]
  }>`select ${recordingsAsked(...things)} as found`.execute(db())
  return rows[0]!.found
}

/** Of a `thing`, for a query: something in it can be heard. */
export const isHeard = sql<boolean>`exists (
  select from recording join file_use on file_use.id = recording.file_use where file_use.thing = thing.id and removed is null)`

/** The slots that are answered by voice in these things, as one value for a query. */
export const spokenAsked = (...things: number[]): RawBuilder<string[]> => sql`
  array(select slot from recording join file_use on file_use.id = recording.file_use
    where file_use.thing = any(${things}::bigint[]) and removed is null)`

/** What is said in the recordings of these things, for search: by thing, in their languages. */
export async function spokenWords(things: number[]): Promise<Map<number, { lang: Lang; words: string }[]>> {
  const { rows } = await sql<{ thing: number; lang: Lang; words: string }>`
    select thing, newest.lang, newest.words from recording join file_use on file_use.id = recording.file_use
      cross join lateral (select * from transcript where transcript.recording = recording.file_use order by id desc limit 1) as newest
    where thing = any(${things}::bigint[]) and removed is null and newest.words <> ''`.execute(db())
  return Map.groupBy(rows, ({ thing }) => thing)
}
