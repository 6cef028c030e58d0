import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { missing } from '../../base/refusal.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { notClosed, titleOfDraft } from '../writing/drafts.ts'
import { mayReview } from './competence.ts'
import { made } from './makers.ts'

/** What waits to be reviewed. */
export interface Waiting {
  ref: Ref
  title: Labels
  lang: Lang
  questionnaire: Labels
  review: 'light' | 'full'
  /** Since when. */
  at: string
  /** How many were asked and have not said no, and how many have said yes. */
  asked: number
  yeses: number
  /** It waits for the viewer themselves: `asked` or `accepted`. */
  mine: 'asked' | 'accepted' | null
  /** Another version of a record that is here. */
  changes: boolean
  about: { ref: Ref; name: Labels }[]
}

export interface Queue {
  waiting: Waiting[]
  total: number
  /** Places and topics that something waits about, those with most first. */
  subjects: { ref: Ref; name: Labels; count: number }[]
  /** Which checks had something to say of what was submitted in a year, by questionnaire. */
  failing: { questionnaire: Labels; finding: string; count: number }[]
}

export const waitingPerPage = 20

/** What the viewer may review and did not make, or is asked to: theirs first, then what waits longest. Four queries. */
export async function queueFor(viewer: Viewer, about: string | undefined, page: number): Promise<Queue> {
  const me = personOf(viewer)
  const which = about && isRef(about) ? isAbout(about) : sql`true`
  const waiting = await waitingFor(
    viewer,
    which,
    sql`limit ${waitingPerPage} offset ${(page - 1) * waitingPerPage}`,
  )
  const { rows: totals } = await sql<{
    total: number
  }>`select count(*)::int as total ${from(viewer, me)} and ${which}`.execute(db())
  const { rows: subjects } = await sql<Queue['subjects'][number]>`
    with waiting as (select submission.id ${from(viewer, me)})
    select named.ref, coalesce(place.name, concept.pref_labels) as name, count(*)::int as count
    from waiting join submission_subject on submission_subject.submission = waiting.id join thing as named on named.id = subject
      left join place on place.thing = subject left join concept on concept.thing = subject
    where named.kind in ('place', 'topic') group by named.ref, place.name, concept.pref_labels order by count desc, named.ref limit 12`.execute(
    db(),
  )
  const { rows: failing } = await sql<Queue['failing'][number]>`
    select edition.title as questionnaire, finding, count(*)::int as count
    from submission_finding join submission on submission.id = submission_finding.submission join draft on draft.thing = submission.draft
      join edition on edition.id = draft.edition
    where submission.at > now() - interval '1 year' and ${mayReview(viewer)}
    group by edition.title, finding order by count desc, finding limit 10`.execute(db())
  return { waiting, total: totals[0]!.total, subjects, failing }
}

const isAbout = (ref: Ref): RawBuilder<unknown> => sql`exists (
  select from submission_subject left join within on within.thing = submission_subject.subject
    join thing as asked on asked.id = coalesce(within.ancestor, submission_subject.subject)
  where submission_subject.submission = submission.id and asked.ref = ${ref})`

const from = (viewer: Viewer, me: number) => sql`
  from submission join draft on draft.thing = submission.draft join thing on thing.id = draft.thing
    join edition on edition.id = draft.edition
    left join review_request as mine on mine.submission = submission.id and mine.person = ${me} and mine.place is not null
  where submission.ended is null and ${notClosed} and (mine.id is not null or ${mayReview(viewer)} and not ${made(sql`draft.thing`, sql`${me}::bigint`)})`

async function waitingFor(
  viewer: Viewer,
  which: RawBuilder<unknown>,
  limit: RawBuilder<unknown>,
): Promise<Waiting[]> {
  const me = personOf(viewer)
  const { rows } = await sql<Waiting>`
    select thing.ref, ${titleOfDraft} as title, draft.lang, edition.title as questionnaire, submission.review, submission.at,
      (select count(*)::int from review_request where review_request.submission = submission.id and place is not null) as asked,
      (select count(*)::int from review_request where review_request.submission = submission.id and state = 'approved') as yeses,
      mine.state as mine, draft.record is not null as changes,
      coalesce((select json_agg(json_build_object('ref', named.ref, 'name', coalesce(place.name, concept.pref_labels)) order by named.kind, named.id)
        from submission_subject join thing as named on named.id = subject left join place on place.thing = subject left join concept on concept.thing = subject
        where submission_subject.submission = submission.id and named.kind in ('place', 'topic')), '[]') as about
    ${from(viewer, me)} and ${which} order by mine.id is null, submission.at, submission.id ${limit}`.execute(
    db(),
  )
  return rows
}

/** One that the viewer may take on, and is not asked to; 404 where there is none. */
export async function offeredFor(viewer: Viewer, ref: string): Promise<Waiting | undefined> {
  if (!isRef(ref)) missing()
  return (
    await waitingFor(
      viewer,
      sql`thing.ref = ${ref} and not exists (
    select from in_circle where circle = thing.readers and in_circle.person = ${personOf(viewer)})`,
      sql`limit 1`,
    )
  )[0]
}
