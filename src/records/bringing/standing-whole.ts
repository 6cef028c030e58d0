import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Content, Travelling } from '../interchange.ts'

/** A record that stands under a reference, withdrawn or not, with all that is beside its versions. */
export interface Whole extends Pick<Travelling, 'state' | 'access' | 'reviewed' | 'custodian' | 'lookAgain'> {
  thing: number
  /** The current version: its id and number. */
  version: number
  number: number
  content: Content
  /** The viewer may see it, or might before it was withdrawn. */
  visible: boolean
  /** What it is about and all that is within, and its questionnaire. */
  subjects: number[]
  /** The sums of its files. */
  files: string[]
}

type Row = Omit<Whole, 'content' | 'custodian' | 'lookAgain'> & {
  content: Omit<Content, 'contributors'>
  credits: Content['contributors']
  custodian: string | null
  lookAgain: string | null
}

/** The record under this reference, whether or not the viewer may see it: whoever asks says nothing of one they may not. */
export async function standingOf(viewer: Viewer, ref: string): Promise<Whole | undefined> {
  const { rows } = await sql<Row>`
    select thing.id as thing, thing.state, ${visibleTo(viewer)} as visible, record.access, record.reviewed, record.custodian,
      record.look_again as "lookAgain", version.id as version, version.number, version.content,
      array(select ancestor from about join within on within.thing = about.subject where about.thing = thing.id) || record.instrument as subjects,
      array(select hash from file_use where file_use.thing = thing.id and removed is null) as files,
      (select json_agg(json_strip_nulls(json_build_object(
          'role', role, 'shown', shown, 'name', name, 'organisation', organisation)) order by position)
        from credit where credit.version = version.id) as credits
    from thing join record on record.thing = thing.id join version on version.id = record.current
    where thing.ref = ${ref}`.execute(db())
  const row = rows[0]
  if (!row) return undefined
  const { content, credits, custodian, lookAgain, ...rest } = row
  return {
    ...rest,
    content: { ...content, contributors: credits } as Content,
    ...(custodian !== null && { custodian }),
    ...(lookAgain !== null && { lookAgain }),
  }
}
