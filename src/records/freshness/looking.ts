import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { mayTend } from '../access.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { hiddenWords } from '../write-up/hidden.ts'
import { mayAnswer } from './access.ts'

/** What somebody said of a record when they looked at it again. */
export interface Answer {
  id: number
  /** `true`: it is, until a day; `doubt`: it is not, and why. */
  said: 'true' | 'doubt'
  at: string
  /** Empty for one who left and did not wish to be named. */
  name: string
  /** Where their page is open to the viewer. */
  handle: string | null
  version: number
  until: string | null
  words: Text | null
  /** Of a doubt: it stands no longer. */
  over: boolean
}

export interface Looking {
  record: RecordVersion
  /** The day by which it is to be looked at again. */
  due: string
  /** The day it is to be looked at again after that, unless another is said. */
  next: string
  /** The viewer may say whether it is still true. */
  answers: boolean
  /** The viewer keeps or curates it, and may say when it is to be looked at again. */
  tends: boolean
  /** How often whoever keeps it, and others, were asked about that day. */
  asked: { custodian: number; community: number }
  /** Newest first, the last hundred. */
  said: Answer[]
  /** What it quotes that was taken from sight where it was said; only whoever keeps or curates it is told. */
  hidden: string[]
}

const most = 100

/** Whether a record is still true: who looked at it and what they said, and what the viewer may say; the refusals of `recordFor`. */
export async function lookingAt(viewer: Viewer, ref: string): Promise<Looking> {
  const record = await recordFor(viewer, ref)
  dependsOn('people')
  const { rows } = await sql<Pick<Looking, 'due' | 'next' | 'asked' | 'said' | 'hidden'>>`
    select due, (current_date + lasts(kind))::date as next,
      (select json_build_object('custodian', count(*) filter (where turn = 'custodian'), 'community', count(*) filter (where turn = 'community'))
        from review_asking where review_asking.record = record.thing and review_asking.due = record.due) as asked,
      coalesce((select json_agg(one) from (
        select answer.*, version.number as version, person.name, case when ${visibleTo(viewer, 'page.circle')} and person.login is not null then handle end as handle
        from (
          select id, 'true' as said, at, by, version as of, until, note as words, false as over from confirmation where record = record.thing
          union all select id, 'doubt', at, by, version, null, words, ended is not null from doubt where record = record.thing) as answer
          join version on version.id = answer.of join person on person.thing = answer.by join thing as page on page.id = person.thing
        order by at desc, answer.id desc limit ${most}) as one), '[]') as said,
      array(select words from (${hiddenWords()}) as one) as hidden
    from record where thing = ${record.thing}`.execute(db())
  const tends = await mayTend(viewer, record)
  const { hidden, ...found } = rows[0]!
  return {
    record,
    ...found,
    hidden: tends ? hidden : [],
    tends,
    answers: tends || (await mayAnswer(viewer, record)),
  }
}
