import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import { today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { type CheckSeen, fewestShown } from './check.ts'

/** So many are shown: five years of two a year. */
const shown = 10

/** The average of each element that enough answered, of five. */
const means = sql`(
  select jsonb_object_agg(element, mean) from (
    select element, round(avg(level::int), 1)::float as mean
    from health_answer, jsonb_each_text(answers #> '{elements,0}') as said (element, level)
    where health_answer.health_check = health_check.id and level ~ '^[1-5]$' group by element having count(*) >= ${fewestShown}) as each)`

/** Of a `health_answer`: names the words on a question, so that they lead to no other words of the same person. */
export const keyOf = (question: string) => sql<string>`md5(health_answer.id || ${question}::text)`

/** In an order that says neither who came when nor which words on another question are of the same person. */
const wordsOn = (question: string) => sql`coalesce((
  select json_agg(json_build_object('key', ${keyOf(question)}, 'lang', lang,
    'words', case when ${question} <> all(hidden) then answers #>> array['words', '0', ${question}, lang] end) order by ${keyOf(question)})
  from health_answer where health_answer.health_check = health_check.id and answers #>> array['words', '0', ${question}, lang] is not null), '[]')`

/** The one that a letter asked about, if it is there still. One query. */
export async function checkAsked(check: number): Promise<{ slug: string; edition: number; over: boolean }> {
  const { rows } = await sql<{ slug: string; edition: number; over: boolean }>`
    select slug, edition, ended is not null or ends < ${today()}::date as over
    from health_check join community on community.thing = health_check.community where health_check.id = ${check}`.execute(
    db(),
  )
  return found(rows[0])
}

/** The looks of a community at itself, the newest first; whoever asks has checked that the viewer sees its health. One query. */
export async function checksOf(viewer: Viewer, community: number): Promise<CheckSeen[]> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<CheckSeen>`
    with seen as (
      select health_check.*, ended is not null or ends < ${today()}::date as over,
        (select count(*)::int from health_answer where health_answer.health_check = health_check.id) as answers
      from health_check where health_check.community = ${community} order by begun desc limit ${shown})
    select health_check.id, edition, begun, ends, over, answers, reflection, coalesce(reflected::text, '') as reflected,
      exists (select from health_answered where health_answered.health_check = health_check.id and person = ${me}) as mine,
      case when over and answers >= ${fewestShown} then ${means} end as means,
      case when over and answers >= ${fewestShown} then json_build_object('keep', ${wordsOn('keep')}, 'change', ${wordsOn('change')}) end as words
    from seen as health_check order by begun desc`.execute(db())
  return rows
}
