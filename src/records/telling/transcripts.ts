import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang, type Labels } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { lookup } from '../../instruments/lookup.ts'
import { personOf } from '../../people/account.ts'
import { curatesRecord } from '../access.ts'
import { isMine } from '../reading.ts'
import { titleOfDraft } from '../writing/drafts.ts'
import { type Recorded, recordingsOf } from './recordings.ts'
import { mostWritten } from './story.ts'

/** A recording with the story that it is of, for whoever may write it down. */
export interface ToWriteDown {
  id: number
  recorded: Recorded
  /** Of the question that it answers. */
  label: Labels
  /** The draft or record. */
  thing: { id: number; ref: Ref; kind: 'draft' | 'record' }
  title: Labels
  lang: string
  open: boolean
  /** They told it, or keep it: what stands may be written anew by them, and taken away. */
  tends: boolean
  mayWrite: boolean
}

interface Row {
  id: number
  thing: ToWriteDown['thing']
  title: Labels
  lang: string
  editionId: number
  open: boolean
  tends: boolean
  wrote: number | null
  machine: boolean | null
}

/**
 * A recording by the reference of its file: of a draft for those who write it, of a story for members who may read
 * it. 403 for strangers; 404 where there is none or it is not open to them.
 */
export async function recordingFor(viewer: Viewer, ref: string): Promise<ToWriteDown> {
  const me = personOf(viewer)
  const { rows } = isRef(ref)
    ? await sql<Row>`
        select recording.file_use as id, json_build_object('id', thing.id, 'ref', thing.ref, 'kind', thing.kind) as thing, thing.circle = 1 as open,
          edition.id as "editionId", coalesce(draft.lang, content -> 'title' ->> 'original') as lang,
          coalesce(content -> 'title' -> 'texts', ${titleOfDraft}) as title,
          (draft.thing is not null or ${isMine(viewer)} or record.thing is not null and ${curatesRecord(viewer)}) as tends,
          newest.by as wrote, newest.machine
        from recording join file_use on file_use.id = recording.file_use join thing on thing.id = file_use.thing
          left join draft on draft.thing = thing.id left join record on record.thing = thing.id
          left join version on version.id = record.current join edition on edition.id = coalesce(draft.edition, version.edition)
          left join lateral (select * from transcript where transcript.recording = recording.file_use order by id desc limit 1) as newest on newest.words <> ''
        where file_use.ref = ${ref} and file_use.removed is null and ${visibleTo(viewer)}
          and (thing.kind = 'draft' and thing.state = 'draft' or thing.kind = 'record' and thing.state = 'published')`.execute(
        db(),
      )
    : { rows: [] }
  const { wrote, machine, editionId, ...row } = found(rows[0])
  const recorded = found((await recordingsOf(row.thing.id)).find((one) => one.ref === ref))
  const asked = lookup(await definitionOf(editionId)).asked.get(recorded.slot)
  return {
    ...row,
    recorded,
    label: asked?.question.labelRead ?? asked?.question.label ?? {},
    // What a machine heard, or nobody wrote down yet, any member may.
    mayWrite: row.tends || !recorded.transcript || machine === true || wrote === me,
  }
}

/**
 * Writes down what is said in a recording, in the language it is said in; no words take away what stands. `seen`: the
 * transcript that whoever writes had before them. Refuses whoever may not, what somebody else wrote meanwhile, and
 * what is too long.
 */
export function writeDown(
  viewer: Viewer,
  ref: string,
  { words, lang, seen }: { words: string; lang: string; seen?: number },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const first = await recordingFor(viewer, ref)
    await sql`select from recording where file_use = ${first.id} for update`.execute(db())
    const one = await recordingFor(viewer, ref)
    const standing = one.recorded.transcript
    if (!one.mayWrite) refuse('forbidden', 'telling.writtenAlready')
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    if (standing && standing.id !== seen) refuse('conflict', 'telling.writtenMeanwhile')
    const said = words.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()
    if (said.length > mostWritten) refuse('invalid', 'telling.writtenLong', { most: mostWritten })
    if (!said && !standing) refuse('invalid', 'telling.nothingWritten')
    await db().insertInto('transcript').values({ recording: one.id, lang, words: said, by: me }).execute()
    await audit(viewer, said ? 'story.written-down' : 'story.transcript-removed', one.thing.id)
    await changed(one.thing.ref, 'records', 'things')
    if (one.thing.kind === 'record') await announce('thing.changed', { ids: [one.thing.id] })
  })
}
