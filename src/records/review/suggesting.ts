import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { made } from './makers.ts'

/** Somebody who could review a draft. */
export interface Candidate {
  person: number
  handle: string
  name: string
  /** What brings them near: the narrowest right they have for it; none for who reviews everywhere. */
  by: 'place' | 'topic' | 'questionnaire' | null
  /** They know the language that it is written in. */
  speaks: boolean
  /** How many requests wait for them. */
  open: number
}

/** So many requests wait for one person at a time. */
export const mostOpen = 3

/**
 * Those who may review what is submitted and were not asked yet, in the order in which they are asked: who
 * judged it before; then the nearest by place, by topic and by questionnaire (a right for less is nearer than
 * one for more), who knows its language, who has least to do. Nobody who made it, and nobody who has three
 * requests already. One query.
 */
export const candidatesFor = async (submission: number, most = 10): Promise<Candidate[]> =>
  (await candidates(sql`${submission}::bigint`, most).execute(db())).rows

/** Whether this member is one of them. */
export const candidateCalled = async (submission: number, handle: string): Promise<Candidate | undefined> =>
  (await candidates(sql`${submission}::bigint`, 1, sql`handle = ${handle}`).execute(db())).rows[0]

/** A query of them; `submission` is a number, or a query of one. */
export const candidates = (
  submission: RawBuilder<number>,
  most: number,
  which: RawBuilder<unknown> = sql`true`,
): RawBuilder<Candidate> => sql`
    with given as (select ${submission} as submission), near as (
      select coalesce(within.ancestor, submission_subject.subject) as subject
      from submission_subject left join within on within.thing = submission_subject.subject
      where submission = (select given.submission from given)),
    rights as (
      select appointment.person,
        min(wide.things) filter (where subject.kind = 'place') as place,
        min(wide.things) filter (where subject.kind in ('topic', 'vocabulary')) as topic,
        min(wide.things) filter (where subject.kind = 'instrument') as questionnaire
      from appointment left join thing as subject on subject.id = appointment.subject
        left join lateral (select count(*) as things from within where ancestor = appointment.subject) as wide on true
      where ended is null and role in ('reviewer', 'curator')
        and (appointment.subject is null or appointment.subject in (select near.subject from near))
      group by appointment.person),
    one as (
      select person.thing as person, handle, name,
        case when place is not null then 'place' when topic is not null then 'topic' when questionnaire is not null then 'questionnaire' end as by,
        person.lang = draft.lang or exists (select from profile_line
          where profile_line.person = person.thing and profile_line.kind = 'language' and code = draft.lang) as speaks,
        (select count(*)::int from review_request where review_request.person = person.thing and review_request.place is not null) as open,
        exists (select from review_request join submission as before on before.id = review_request.submission
          where before.draft = draft.thing and review_request.person = person.thing and review_request.state in ('approved', 'changes', 'over')) as again,
        place, topic, questionnaire
      from submission join draft on draft.thing = submission.draft, rights join person on person.thing = rights.person
        join thing as page on page.id = person.thing
      where submission.id = (select given.submission from given) and page.state = 'published' and person.login is not null and ${which}
        and not ${made(sql`draft.thing`, sql`person.thing`)}
        and not exists (select from review_request where review_request.submission = submission.id and review_request.person = person.thing))
    select person, handle, name, by, speaks, open from one where open < ${mostOpen}
    order by again desc, place nulls last, topic nulls last, questionnaire nulls last, speaks desc, open, person
    limit ${most}`
