import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { Draft } from '../writing/drafts.ts'
import { manuscriptOf } from '../writing/manuscript.ts'
import { publish } from '../writing/publishing.ts'
import { turnOf } from './answering.ts'
import { type Held, yesesFor } from './asking.ts'
import { writeComment } from './comments.ts'
import { writeChangesAsked, writePublished } from './letters.ts'
import { made } from './makers.ts'
import { endRequests } from './submitting.ts'

interface Approval {
  /** For the record, and the language they are in. */
  words?: string
  lang: string
  /** To be named as its reviewer on the version. */
  credited: boolean
  /** Of the draft, as it was read. */
  revision: number
}

/**
 * Says yes to a draft; the last yes that it takes publishes it as reviewed and gives the reference of its
 * record. Refuses those who made it, what something stops, and what the record has moved on from.
 */
export function approve(
  viewer: Viewer,
  ref: string,
  { words, lang, credited, revision }: Approval,
): Promise<Ref | undefined> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { draft, submission, request } = await turnOf(viewer, ref)
    if (draft.revision !== revision) refuse('conflict', 'review.changedSince')
    await refuseMaker(draft, me)
    await sql`
      update review_request set state = 'approved', place = null, answered = now(), words = ${words || null}, lang = ${lang}, credited = ${credited}
      where id = ${request.id}`.execute(db())
    await db().updateTable('thing').set({ state: 'in-review' }).where('id', '=', draft.id).execute()
    await audit(viewer, 'review.approved', draft.id)
    const { rows } = await sql<{ yeses: number }>`
      select count(*)::int as yeses from review_request where submission = ${submission.id} and state = 'approved'`.execute(
      db(),
    )
    if (rows[0]!.yeses < yesesFor(submission.review)) return undefined
    return bringOut(viewer, draft, submission)
  })
}

async function refuseMaker({ id }: Draft, me: number): Promise<void> {
  const { rows } = await sql<{
    mine: boolean
  }>`select ${made(sql`${id}::bigint`, sql`${me}::bigint`)} as mine`.execute(db())
  if (rows[0]!.mine) refuse('forbidden', 'review.yours')
}

async function bringOut(viewer: Viewer, draft: Draft, submission: Held): Promise<Ref> {
  const { rows } = await sql<{ note: Text | null }>`
    update submission set ended = now(), outcome = 'published' where id = ${submission.id} returning note`.execute(
    db(),
  )
  await endRequests(submission.id)
  await creditReviewers(draft.id, submission.id)
  const manuscript = await manuscriptOf(viewer, draft, system('review'))
  const note = rows[0]!.note
  const record = await publish(viewer, manuscript, { reviewed: true, ...(note && { note }) })
  await writePublished(draft, record)
  return record
}

/** Of those who reviewed this version, whoever wishes is named on it; those of the version before were named there. */
async function creditReviewers(draft: number, submission: number): Promise<void> {
  await sql`delete from draft_contributor where draft = ${draft} and role = 'reviewer'`.execute(db())
  await sql`
    insert into draft_contributor (draft, person, role, shown, added_by)
    select ${draft}, person, 'reviewer', 'named', person from review_request
    where submission = ${submission} and state = 'approved' and credited order by answered, id`.execute(db())
}

/** Asks for changes, in words: the draft goes back to its writers, who are told what is to change. */
export function askForChanges(
  viewer: Viewer,
  ref: string,
  { words, lang }: { words: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    const { draft, submission, request } = await turnOf(viewer, ref)
    const { rows } = await sql<{ name: string }>`
      update review_request set state = 'changes', place = null, answered = now(), words = ${words}, lang = ${lang}
      from person where review_request.id = ${request.id} and person.thing = review_request.person returning person.name`.execute(
      db(),
    )
    await sql`update submission set ended = now(), outcome = 'changes' where id = ${submission.id}`.execute(
      db(),
    )
    await endRequests(submission.id)
    await db().updateTable('thing').set({ state: 'draft' }).where('id', '=', draft.id).execute()
    await writeComment(viewer, draft, { words, lang, told: true })
    await audit(viewer, 'review.changes-asked', draft.id)
    await writeChangesAsked(draft, rows[0]!.name, words)
  })
}
