import { type RawBuilder, sql } from 'kysely'
import type { Ref } from '../../base/ids.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { notClosed, titleOfDraft } from '../writing/drafts.ts'
import { mayReview, reviewsAny } from './competence.ts'
import { made } from './makers.ts'

interface OnDesk {
  ref: Ref
  title: Labels
  lang: Lang
  at: string
}

export interface DeskReviews {
  /** What waits for the viewer's word, the oldest first. */
  asked: (OnDesk & { state: 'asked' | 'accepted' })[]
  /** What became of what they submitted, as long as it is new; `null` while it is with its reviewers. */
  mine: (OnDesk & { outcome: 'published' | 'changes' | null })[]
  /** How much more waits that they may review. */
  queue: number
}

const most = 10

/** Reviews that wait for the viewer, and what became of theirs in a month, as one value of JSON for a page that asks more. */
export function deskReviews(viewer: Viewer): RawBuilder<DeskReviews> {
  const me = personOf(viewer)
  const draft = sql`draft join thing on thing.id = draft.thing join edition on edition.id = draft.edition`
  const queue = reviewsAny(viewer)
    ? sql`(select count(*)::int from submission where ended is null and ${mayReview(viewer)}
        and not ${made(sql`submission.draft`, sql`${me}::bigint`)}
        and not exists (select from review_request where review_request.submission = submission.id and review_request.person = ${me} and place is not null))`
    : sql`0`
  return sql`json_build_object(
    'asked', coalesce((select json_agg(one order by at) from (
        select thing.ref, ${titleOfDraft} as title, draft.lang, asked as at, review_request.state
        from review_request join submission on submission.id = review_request.submission join ${draft} on draft.thing = submission.draft
        where review_request.person = ${me} and place is not null and ${notClosed}) as one), '[]'),
    'mine', coalesce((select json_agg(one order by at desc) from (
        select thing.ref, ${titleOfDraft} as title, draft.lang, coalesce(last.ended, last.at) as at, last.outcome
        from draft_writer join ${draft} on draft.thing = draft_writer.draft
          cross join lateral (select at, ended, outcome from submission where submission.draft = draft.thing order by id desc limit 1) as last
        where draft_writer.person = ${me} and last.outcome is distinct from 'taken-back' and ${notClosed}
          and (last.outcome is null or last.ended > now() - case last.outcome when 'published' then interval '14 days' else interval '90 days' end)
        limit ${most}) as one), '[]'),
    'queue', ${queue})`
}
