import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import type { Lang } from '../../base/text.ts'
import { speakersAsked, type Talk, type TalkHead, talkOf } from '../../base/things/talk.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { Passage } from './write-up.ts'

/** A write-up, without its passages. */
export interface WriteUp {
  id: number
  ref: Ref
  source: { id: number; ref: Ref; kind: string }
  revision: number
  /** The slug of the questionnaire. */
  instrument: string | null
  lang: Lang | null
  draft: { id: number; ref: Ref } | null
  asked: string | null
  record: Ref | null
}

export const writeUpRows = (which: RawBuilder<unknown>): RawBuilder<WriteUp> => sql`
  select own.id, own.ref, write_up.revision, instrument.slug as instrument, write_up.lang, asked,
    json_build_object('id', source.id, 'ref', source.ref, 'kind', source.kind) as source,
    (select json_build_object('id', one.id, 'ref', one.ref) from thing as one where one.id = write_up.draft) as draft,
    (select one.ref from thing as one where one.id = write_up.record) as record
  from write_up join thing as own on own.id = write_up.thing join thing as source on source.id = write_up.source
    left join instrument on instrument.thing = write_up.instrument
  where ${which}`

/** A conversation of whatever kind, for whoever may write it up: 404 where it is not open to them, 403 where they may not. */
export async function talkFor(viewer: Viewer, talk: Talk, ref: string): Promise<TalkHead> {
  const head = await talk.headFor(viewer, ref)
  personOf(viewer)
  if (!head.mayWriteUp) refuse('forbidden', 'writeup.membersOnly')
  return head
}

/**
 * A write-up: while it is arranged for all who may write up its conversation, then for those who write its draft.
 * For everybody else there is none: 404. With `lock` nobody else arranges it until the transaction is over.
 */
export async function writeUpFor(
  viewer: Viewer,
  ref: string,
  { lock = false } = {},
): Promise<{ one: WriteUp; talk: Talk; head: TalkHead | undefined }> {
  if (!isRef(ref)) missing()
  const me = viewer.kind === 'person' ? viewer.id : 0
  if (lock) await lockWriteUp(ref)
  const { rows } = await sql<WriteUp & { writes: boolean }>`
    select one.*, exists (select from draft_writer where draft_writer.draft = (one.draft ->> 'id')::bigint and person = ${me}) as writes
    from (${writeUpRows(sql`own.id = ${named(ref)}`)}) as one`.execute(db())
  const { writes, ...one } = found(rows[0])
  const talk = found(talkOf(one.source.kind))
  if (one.asked) return writes ? { one, talk, head: undefined } : missing()
  const head = await talk.headFor(viewer, one.source.ref)
  return head.mayWriteUp ? { one, talk, head } : missing()
}

/** The id of the one that has this reference, or of the one that took its passages in. */
const named = (ref: string) =>
  sql`(select coalesce(write_up.merged_into, write_up.thing) from write_up join thing on thing.id = write_up.thing where ref = ${ref})`

/** Held before it is read, so that what is read is what stands; its draft first, as whoever publishes that does. */
export async function lockWriteUp(ref: string): Promise<void> {
  await sql`
    select from draft where thing = (select draft from write_up where thing = ${named(ref)}) for update`.execute(
    db(),
  )
  await sql`select from write_up where thing = ${named(ref)} for update`.execute(db())
}

/** The passages of a write-up in their order, or some of them. Who said what is asked where it was said. One query. */
export async function passagesOf(
  { id }: Pick<WriteUp, 'id'>,
  which: RawBuilder<boolean> = sql`true`,
): Promise<Passage[]> {
  const { rows } = await sql<Passage>`
    select passage.ref, passage.said, home.ref as "saidRef", piece, sealed, passage.lang, original, words, slot, label, path, answer,
      left_out_why as "leftOut", speaker.said is not null as there,
      case when not sealed then (select name from person where person.thing = speaker.person) end as by
    from passage join thing as home on home.id = passage.said
      left join lateral (select * from (${speakersAsked()}) as one where one.said = passage.said) as speaker on true
    where write_up = ${id} and ${which} order by position, passage.id`.execute(db())
  return rows
}
