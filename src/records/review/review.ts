import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { missing } from '../../base/refusal.ts'
import type { Lang, Text } from '../../base/text.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { RecordView } from '../views/RecordPage.tsx'
import { type Draft, draftToRead } from '../writing/drafts.ts'
import { type Manuscript, manuscriptOf } from '../writing/manuscript.ts'
import { viewOfManuscript } from '../writing/preview.ts'
import { type Candidate, candidates } from './suggesting.ts'

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

/**
 * A review as its writers and its reviewers see it; nothing for everybody else. 404 for what was never submitted.
 */
export async function reviewFor(viewer: Viewer, ref: string, read?: string): Promise<Review | undefined> {
  const me = personOf(viewer)
  const draft = await draftToRead(viewer, ref)
  if (!draft) return undefined
  const { rounds, others, comments, record } = await standingOf(draft.id, me)
  const [newest, ...before] = rounds
  if (!newest) return missing()
  const writes = draft.writers.some(({ id }) => id === me)
  const mine = newest.requests.find(
    ({ person, state }) => person === me && (state === 'asked' || state === 'accepted'),
  )
  const open = newest.outcome === null
  const manuscript = open ? await manuscriptOf(viewer, draft, writes ? viewer : system('review')) : undefined
  return {
    draft,
    rounds: [newest, ...before],
    writes,
    ...(mine && { mine }),
    others,
    ...(manuscript && { manuscript, view: await viewOfManuscript(viewer, manuscript, read) }),
    comments,
    record: draft.state === 'published' ? record : null,
  }
}

interface Stands extends Pick<Review, 'others' | 'comments' | 'record'> {
  rounds: Round[]
}

/** What was said and done about a draft, in one query; whom it could be handed on to for those whom it waits for only. */
async function standingOf(draft: number, me: number): Promise<Stands> {
  const newest = sql<number>`(select max(id) from submission where draft = ${draft})`
  const { rows } = await sql<Stands>`
    select coalesce((select json_agg(one order by id desc) from (
        select submission.id, at, person.name as by, review, words, note, outcome,
          coalesce((select json_agg(json_build_object('person', one.person, 'handle', who.handle, 'name', who.name, 'state', one.state,
              'asked', one.asked, 'answered', one.answered, 'words', one.words, 'lang', one.lang) order by one.id)
            from review_request as one join person as who on who.thing = one.person where one.submission = submission.id), '[]') as requests
        from submission join person on person.thing = submission.by where draft = ${draft}) as one), '[]') as rounds,
      case when exists (select from review_request where submission = ${newest} and person = ${me} and state in ('asked', 'accepted'))
        then coalesce((select json_agg(one) from (${candidates(newest, 8)}) as one), '[]') else '[]' end as others,
      (select thing.ref from draft join thing on thing.id = draft.record where draft.thing = ${draft}) as record,
      (select json_build_object('total', count(*), 'open', count(*) filter (where resolved is null))
        from review_comment where draft = ${draft} and under is null) as comments`.execute(db())
  return rows[0]!
}
