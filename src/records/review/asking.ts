import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { locks } from '../../base/database/locks.ts'
import type { JobKind } from '../../base/jobs.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { readingDraftFor } from '../writing/drafts.ts'
import { nameOfDraft } from '../writing/naming.ts'
import { writeAsked, writeLate } from './letters.ts'
import { candidatesFor, mostOpen } from './suggesting.ts'

/** How many yeses bring a draft out. */
export const yesesFor = (review: 'light' | 'full'): number => (review === 'full' ? 2 : 1)

/** So many days a request waits for an answer before the next is asked. */
const patience = 10

/** What is submitted, and the draft it is of; held until the transaction is over. */
export interface Held {
  id: number
  draft: number
  ref: string
  review: 'light' | 'full'
}

/** Those who are asked at the same moment are asked one after the other. */
export const oneAtATime = async (): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(${locks.askingReviewers})`.execute(db()))

/**
 * Asks as many as it takes, the nearest first, so that enough are asked, read it or have said yes. Where
 * nobody can be asked it waits in the queue, and is tried again every day.
 */
export async function askAround(submission: Held): Promise<void> {
  await oneAtATime()
  const { rows } = await sql<{ standing: number }>`
    select count(*)::int as standing from review_request
    where submission = ${submission.id} and state in ('asked', 'accepted', 'approved')`.execute(db())
  for (let standing = rows[0]!.standing; standing < yesesFor(submission.review); standing++) {
    const [next] = await candidatesFor(submission.id, 1)
    if (!next || !(await ask(system('review'), submission, next.person))) return
  }
}

/**
 * Puts a request on somebody's table and lets them read; tells them by mail unless they took it themselves.
 * Gives whether there was a place for it. Inside `oneAtATime`.
 */
export async function ask(viewer: Viewer, { id, draft, ref }: Held, person: number): Promise<boolean> {
  const by = viewer.kind === 'person' ? viewer.id : null
  const { rows } = await sql<{ id: number }>`
    insert into review_request (submission, person, asked_by, place)
    select ${id}, ${person}, ${by}::bigint, min(free) from generate_series(1, ${mostOpen}) as free
    where not exists (select from review_request where person = ${person} and place = free)
    having min(free) is not null
    on conflict do nothing returning id`.execute(db())
  if (!rows.length) return false
  await sql`
    insert into in_circle (circle, person) select readers, ${person} from thing where id = ${draft}
    on conflict do nothing`.execute(db())
  await audit(viewer, 'review.asked', draft, { person })
  if (by !== person) await writeAsked(person, await readingDraftFor(system('review'), ref), patience)
  return true
}

/** Ends a request in this state and takes the place it had. What its reviewer read is closed to them again. */
export async function endRequest(request: number, state: 'declined' | 'handed-on' | 'late'): Promise<void> {
  await sql`
    with over as (update review_request set state = ${state}, place = null, answered = now() where id = ${request} returning person, submission)
    delete from in_circle using over, submission, thing
    where submission.id = over.submission and thing.id = submission.draft
      and in_circle.circle = thing.readers and in_circle.person = over.person`.execute(db())
}

/**
 * Goes on where nobody answers: whoever let a request wait for ten days is told that they need not any more,
 * and the next is asked; whoever left is not waited for. Gives how many were late.
 */
export async function keepReviewsGoing(now = new Date()): Promise<number> {
  const { rows } = await sql<Held>`
    select submission.id, draft, ref, review from submission join thing on thing.id = draft where ended is null order by submission.id`.execute(
    db(),
  )
  let late = 0
  for (const one of rows)
    late += await atomically(async () => {
      if (!(await isStillOpen(one))) return 0
      const ended = await endLate(one, now)
      await askAround(one)
      return ended
    })
  return late
}

async function isStillOpen({ id }: Held): Promise<boolean> {
  const { rows } = await sql`select from submission where id = ${id} and ended is null for update`.execute(
    db(),
  )
  return rows.length > 0
}

async function endLate({ id, draft, ref }: Held, now: Date): Promise<number> {
  const before = new Date(now.getTime() - patience * 86_400_000)
  const { rows } = await sql<{ id: number; person: number }>`
    select review_request.id, person from review_request join thing on thing.id = person
    where submission = ${id} and place is not null
      and (review_request.state = 'asked' and asked <= ${before.toISOString()} or thing.state <> 'published')`.execute(
    db(),
  )
  if (rows.length === 0) return 0
  const title = nameOfDraft(await readingDraftFor(system('review'), ref))
  for (const { id: request, person } of rows) {
    await endRequest(request, 'late')
    await writeLate(person, title)
    await audit(system('review'), 'review.late', draft, { person })
  }
  return rows.length
}

/** Every morning. */
export const reviewJob: JobKind = {
  name: 'records.reviews',
  every: '17 5 * * *',
  run: async () => void (await keepReviewsGoing()),
}
