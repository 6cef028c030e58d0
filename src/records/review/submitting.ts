import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { editionFor } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { placesByCode } from '../../places/places.ts'
import { topicsByCode } from '../../vocabularies/topics.ts'
import { ownDraftFor } from '../writing/drafts.ts'
import { hasMovedOn, type Manuscript, manuscriptFor } from '../writing/manuscript.ts'
import { askAround } from './asking.ts'

interface Submitting {
  /** What the writers say of what the checks would have them look at. */
  words?: string
  /** What changed, in words; of a next version. */
  note?: string
}

/**
 * Gives a draft to its reviewers: those who write it read on, and change nothing until it comes back. Refuses
 * one that something stops, and without a word what the checks would have somebody look at.
 */
export function submitDraft(viewer: Viewer, ref: string, { words, note }: Submitting): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const manuscript = await manuscriptFor(viewer, ref, { lock: true })
    const { draft, findings } = manuscript
    const { review } = draft.definition
    if (review === 'none') return refuse('conflict', 'review.needsNone')
    const stops = findings.filter(({ weight }) => weight === 'stops').length
    if (stops) refuse('invalid', 'writing.notReady', { count: stops })
    if (findings.length && !words) refuse('invalid', 'review.sayWhy')
    if (hasMovedOn(manuscript)) refuse('conflict', 'review.movedOn')
    const said: Text | undefined = note ? { original: draft.lang, texts: { [draft.lang]: note } } : undefined
    const { rows } = await sql<{ id: number }>`
      insert into submission (draft, by, review, words, note)
      values (${draft.id}, ${me}, ${review}, ${words || null}, ${said ? JSON.stringify(said) : null}::jsonb) returning id`.execute(
      db(),
    )
    const { id } = rows[0]!
    await keepSubjects(id, manuscript)
    await keepFindings(id, manuscript)
    await openToReviewers(draft.id)
    await db().updateTable('thing').set({ state: 'submitted' }).where('id', '=', draft.id).execute()
    await audit(viewer, 'draft.submitted', draft.id)
    await askAround({ id, draft: draft.id, ref: draft.ref, review })
  })
}

async function keepSubjects(submission: number, { content, draft }: Manuscript): Promise<void> {
  const places = [...(await placesByCode(content.places)).values()].map(({ id }) => id)
  const topics = [...(await topicsByCode(content.topics)).values()].map(({ id }) => id)
  const { instrument } = found(await editionFor(draft.instrument))
  await sql`
    insert into submission_subject (submission, subject)
    select ${submission}, unnest(${[...new Set([...places, ...topics, instrument])]}::bigint[])`.execute(db())
}

async function keepFindings(submission: number, { findings }: Manuscript): Promise<void> {
  if (findings.length === 0) return
  await db()
    .insertInto('submission_finding')
    .values(findings.map(({ check, path = null }) => ({ submission, finding: check, path })))
    .execute()
}

async function openToReviewers(draft: number): Promise<void> {
  await sql`
    with made as (
      insert into circle (kind) select 'named' where exists (select from thing where id = ${draft} and readers is null) returning id)
    update thing set readers = made.id from made where thing.id = ${draft}`.execute(db())
}

/** Takes a draft back from its reviewers to write on; what was said of it stays. 404 for one that is not with them. */
export function takeBack(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    personOf(viewer)
    const draft = await ownDraftFor(viewer, ref)
    const { rows } = await sql<{ id: number }>`
      update submission set ended = now(), outcome = 'taken-back' where draft = ${draft.id} and ended is null returning id`.execute(
      db(),
    )
    await endRequests(found(rows[0]).id)
    await sql`delete from in_circle using thing where thing.id = ${draft.id} and in_circle.circle = thing.readers`.execute(
      db(),
    )
    await db().updateTable('thing').set({ state: 'draft' }).where('id', '=', draft.id).execute()
    await audit(viewer, 'draft.taken-back', draft.id)
  })
}

/** Nobody is waited for any more; who had not said yes to reading it reads no further. */
export async function endRequests(submission: number): Promise<void> {
  await sql`
    delete from in_circle using review_request, submission, thing
    where submission.id = ${submission} and thing.id = submission.draft and review_request.submission = submission.id
      and review_request.state = 'asked' and in_circle.circle = thing.readers and in_circle.person = review_request.person`.execute(
    db(),
  )
  await sql`update review_request set state = 'over', place = null where submission = ${submission} and place is not null`.execute(
    db(),
  )
}
