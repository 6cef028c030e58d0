import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Draft, readingDraftFor } from '../writing/drafts.ts'
import { ask, askAround, endRequest, type Held, oneAtATime } from './asking.ts'
import { mayReview } from './competence.ts'
import { writeAccepted } from './letters.ts'
import { made } from './makers.ts'
import { candidateCalled } from './suggesting.ts'

interface Turn {
  draft: Draft
  submission: Held
  /** The viewer's own request, which waits for them. */
  request: { id: number; state: 'asked' | 'accepted' }
}

/**
 * What waits for the viewer, held until the transaction is over. 404 for whoever may not read it; refuses a
 * review that is over, and whoever is not asked any more.
 */
export async function turnOf(viewer: Viewer, ref: string): Promise<Turn> {
  const me = personOf(viewer)
  const draft = await readingDraftFor(viewer, ref)
  const submission = (await holdSubmission(draft.id)) ?? refuse('conflict', 'review.over')
  const { rows } = await sql<Turn['request']>`
    select id, state from review_request where submission = ${submission.id} and person = ${me} and place is not null`.execute(
    db(),
  )
  return { draft, submission, request: rows[0] ?? refuse('conflict', 'review.notAsked') }
}

async function holdSubmission(draft: number): Promise<Held | undefined> {
  const { rows } = await sql<Held>`
    select submission.id, draft, ref, review from submission join thing on thing.id = draft
    where draft = ${draft} and ended is null for update of submission`.execute(db())
  return rows[0]
}

/** Says that one will read it; its writers are told. */
export function acceptReview(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const turn = await turnOf(viewer, ref)
    if (turn.request.state === 'asked') await accept(viewer, turn)
  })
}

async function accept(viewer: Viewer, { draft, request }: Pick<Turn, 'draft' | 'request'>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update review_request set state = 'accepted', answered = now() from person
    where review_request.id = ${request.id} and person.thing = review_request.person returning person.name`.execute(
    db(),
  )
  await keepState(draft.id)
  await audit(viewer, 'review.accepted', draft.id)
  await writeAccepted(draft, rows[0]!.name)
}

/** In review as long as somebody reads it or has said yes; else it waits. */
const keepState = async (draft: number): Promise<void> =>
  void (await sql`
    update thing set state = case when exists (select from review_request join submission on submission.id = review_request.submission
      where submission.draft = thing.id and submission.ended is null and review_request.state in ('accepted', 'approved'))
      then 'in-review' else 'submitted' end
    where id = ${draft}`.execute(db()))

/** Says that one will not, before or after one began; the next is asked. */
export function declineReview(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const { draft, submission, request } = await turnOf(viewer, ref)
    await oneAtATime()
    await endRequest(request.id, 'declined')
    await keepState(draft.id)
    await audit(viewer, 'review.declined', draft.id)
    await askAround(submission)
  })
}

/**
 * Hands a request on to somebody who knows the matter. Refuses whom the right to review it was not given, who
 * made it, who was asked for it already, and who has three requests.
 */
export function handOn(viewer: Viewer, ref: string, handle: string): Promise<void> {
  return atomically(async () => {
    const { draft, submission, request } = await turnOf(viewer, ref)
    await oneAtATime()
    const next = (await candidateCalled(submission.id, handle)) ?? refuse('invalid', 'review.noReviewer')
    await endRequest(request.id, 'handed-on')
    if (!(await ask(viewer, submission, next.person))) refuse('invalid', 'review.noReviewer')
    await keepState(draft.id)
    await audit(viewer, 'review.handed-on', draft.id, { to: next.handle })
  })
}

/**
 * Takes on what waits, without being asked. 404 for whoever has no right to review it and for those who made
 * it; refuses whoever has three requests, and whoever was asked before.
 */
export function takeOn(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<Held>`
      select submission.id, draft, ref, review from submission join thing on thing.id = draft
      where ref = ${ref} and ended is null and ${mayReview(viewer)} and not ${made(sql`submission.draft`, sql`${me}::bigint`)}
      for update of submission`.execute(db())
    const submission = found(rows[0])
    await oneAtATime()
    await askAgain(submission.id, me)
    if (!(await ask(viewer, submission, me))) refuse('conflict', 'review.enough')
    const { rows: asked } = await sql<Turn['request']>`
      select id, state from review_request where submission = ${submission.id} and person = ${me}`.execute(
      db(),
    )
    await accept(viewer, { draft: await readingDraftFor(system('review'), ref), request: asked[0]! })
  })
}

/** Whoever said no, handed it on or had no time may think otherwise. */
const askAgain = async (submission: number, person: number): Promise<void> =>
  void (await sql`
    delete from review_request where submission = ${submission} and person = ${person} and state in ('declined', 'handed-on', 'late')`.execute(
    db(),
  ))
