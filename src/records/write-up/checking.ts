import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { formatList, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { speakersAsked } from '../../base/things/talk.ts'
import { url } from '../../ui/url.ts'
import type { Finding } from '../writing/checking.ts'
import { says, stands } from './quoted.ts'
import type { Answer, LeftOut } from './write-up.ts'

/** What a draft quotes, as far as it matters for whether it may be published. */
export interface Quoted {
  ref: Ref
  passages: {
    words: string
    path: string
    answer: Answer | null
    leftOut: LeftOut | null
    there: boolean
    /** Nobody where it was said without a name. */
    by: string | null
  }[]
}

/** The same of a draft, as one value for a query that asks more; null where it quotes nobody. */
export const quotedAsked = (draft: number): RawBuilder<Quoted | null> => sql`
  (select json_build_object('ref', own.ref, 'passages', coalesce((select json_agg(json_build_object(
      'words', words, 'path', path, 'answer', answer, 'leftOut', left_out_why, 'there', speaker.said is not null,
      'by', case when not sealed then (select name from person where person.thing = speaker.person) end) order by position)
    from passage left join lateral (select * from (${speakersAsked()}) as one where one.said = passage.said) as speaker on true
    where passage.write_up = own.id and path is not null), '[]'))
  from write_up join thing as own on own.id = write_up.thing where write_up.draft = ${draft})`

/** Where those whom a draft quotes are asked, and how far that is. */
export interface Quotes {
  ref: Ref
  /** Passages. */
  waiting: number
  leftOut: number
}

/** The same of a draft; nothing where it quotes nobody. One query. */
export async function quotesOf({ id }: { id: number }): Promise<Quotes | undefined> {
  const { rows } = await sql<Quotes>`
    select own.ref, count(*) filter (where answer is null and left_out is null)::int as waiting, count(*) filter (where left_out is not null)::int as "leftOut"
    from write_up join thing as own on own.id = write_up.thing left join passage on passage.write_up = own.id
    where draft = ${id} and published is null group by own.ref`.execute(db())
  return rows[0]
}

/**
 * What stops a draft that quotes people: passages that nobody answered for, in which who is waited for is named, or
 * counted where they asked without a name; and words that are not to stand there and do. What was changed of what
 * somebody agreed to is to be looked at.
 */
export function quotedFindings(quoted: Quoted | null, answerAt: (path: string) => string): Finding[] {
  if (!quoted) return []
  const href = url`/write-ups/${quoted.ref}`
  const standing = quoted.passages.filter(({ words, path }) => says(answerAt(path), words))
  const waiting = quoted.passages.filter(({ answer, leftOut }) => answer === null && leftOut === null)
  const gone = standing.filter(({ there, leftOut }) => !there && !leftOut)
  const named = [...new Set(waiting.flatMap(({ by, there }) => (there && by) || []))]
  const unnamed = waiting.filter(({ by }) => !by).length
  const unwanted = standing.filter(({ leftOut }) => leftOut !== null)
  const altered = quoted.passages.filter(
    ({ answer, leftOut, words, path }) =>
      answer !== null && leftOut === null && !stands(answerAt(path), words) && answerAt(path) !== '',
  )
  const stops = (message: string): Finding => ({ weight: 'stops', check: 'quoted', message, href })
  return [
    ...(named.length ? [stops(t('writeup.waitsFor', { names: formatList(named) }))] : []),
    ...(unnamed ? [stops(t('writeup.waitsForUnnamed', { count: unnamed }))] : []),
    ...(gone.length ? [stops(t('writeup.goneStands', { count: gone.length }))] : []),
    ...unwanted.map(
      ({ words, path }): Finding => ({
        weight: 'stops',
        check: 'quoted',
        message: t('writeup.stillStands', { words: words.slice(0, 80) }),
        path,
      }),
    ),
    ...altered.map(
      ({ path }): Finding => ({ weight: 'look', check: 'quoted', message: t('writeup.altered'), path }),
    ),
  ]
}
