import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { missing } from '../../base/refusal.ts'
import type { Lang, Text } from '../../base/text.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { RecordView } from '../views/RecordPage.tsx'
import { type Draft, readingDraftFor } from '../writing/drafts.ts'
import { type Manuscript, manuscriptOf } from '../writing/manuscript.ts'
import { viewOfManuscript } from '../writing/preview.ts'
import { type Candidate, candidatesFor } from './suggesting.ts'

export type RequestState =
  | 'asked'
  | 'accepted'
  | 'approved'
  | 'changes'
  | 'declined'
  | 'handed-on'
  | 'late'
  | 'over'

/** Somebody who is asked, and what they said. */
export interface ReviewRequest {
  person: number
  handle: string
  name: string
  state: RequestState
  asked: string
  answered: string | null
  words: string | null
  lang: Lang | null
}

/** A time that it was given to reviewers; the last is the one that counts. */
export interface Round {
  id: number
  at: string
  by: string
  review: 'light' | 'full'
  words: string | null
  note: Text | null
  outcome: 'published' | 'changes' | 'taken-back' | null
  requests: ReviewRequest[]
}

export interface Review {
  draft: Draft
  /** The newest first. */
  rounds: [Round, ...Round[]]
  /** The viewer is one of those who write it. */
  writes: boolean
  /** What they are asked, as long as it waits for them. */
  mine?: ReviewRequest
  /** Whom it could be handed on to. */
  others: Candidate[]
  /** As long as it is with its reviewers: what it says and what the checks say of it. */
  manuscript?: Manuscript
  view?: RecordView
  /** How much that was said of it is open. */
  comments: { open: number; total: number }
  /** Where it came out. */
  record: string | null
}

/** A review as its writers and its reviewers see it; for everybody else, and for what was never submitted, there is none: 404. */
export async function reviewFor(viewer: Viewer, ref: string, read?: string): Promise<Review> {
  const me = personOf(viewer)
  const draft = await readingDraftFor(viewer, ref)
  const [newest, ...before] = await roundsOf(draft.id)
  if (!newest) return missing()
  const writes = draft.writers.some(({ id }) => id === me)
  const mine = newest.requests.find(
    ({ person, state }) => person === me && (state === 'asked' || state === 'accepted'),
  )
  const open = newest.outcome === null
  const manuscript = open ? await manuscriptOf(viewer, draft, writes ? viewer : system('review')) : undefined
  const { comments, record } = await besides(draft.id)
  return {
    draft,
    rounds: [newest, ...before],
    writes,
    ...(mine && { mine }),
    others: mine ? await candidatesFor(newest.id, 8) : [],
    ...(manuscript && { manuscript, view: await viewOfManuscript(viewer, manuscript, read) }),
    comments,
    record: draft.state === 'published' ? record : null,
  }
}

async function roundsOf(draft: number): Promise<Round[]> {
  const { rows } = await sql<Round>`
    select submission.id, at, person.name as by, review, words, note, outcome,
      coalesce((select json_agg(json_build_object('person', one.person, 'handle', who.handle, 'name', who.name, 'state', one.state,
          'asked', one.asked, 'answered', one.answered, 'words', one.words, 'lang', one.lang) order by one.id)
        from review_request as one join person as who on who.thing = one.person where one.submission = submission.id), '[]') as requests
    from submission join person on person.thing = submission.by where draft = ${draft} order by submission.id desc`.execute(
    db(),
  )
  return rows
}

async function besides(draft: number): Promise<Pick<Review, 'comments' | 'record'>> {
  const { rows } = await sql<Pick<Review, 'comments' | 'record'>>`
    select (select thing.ref from draft join thing on thing.id = draft.record where draft.thing = ${draft}) as record,
      (select json_build_object('total', count(*), 'open', count(*) filter (where resolved is null))
        from review_comment where draft = ${draft} and under is null) as comments`.execute(db())
  return rows[0]!
}
