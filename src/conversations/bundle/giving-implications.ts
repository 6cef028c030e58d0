import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type Giving, type Named, told } from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'

export interface ImplicationRow {
  thread: number
  words: string
  lang: string
  level: string | null
  state: string
  reason: string | null
  reason_lang: string | null
  place: string | null
  post: string | null
  by: number | null
  at: Date
  became: string[]
  elsewhere: { by?: Named } | null
  versions: {
    words: string
    lang: string
    state: string
    reason: string | null
    reason_lang: string | null
    at: string
  }[]
}

/** What conversations about policies mean, each in its order, with what it said before. */
export async function implicationsOf(
  threads: number[],
  { viewer }: Giving,
): Promise<Map<number, ImplicationRow[]>> {
  const { rows } = await sql<ImplicationRow>`
    select thread, words, implication.lang, level, state, reason, reason_lang, by, at, implication.elsewhere,
      (select code from place where place.thing = implication.place) as place,
      (select ref from thing where thing.id = implication.post) as post,
      array(select came.ref from implication_outcome join thing as came on came.id = implication_outcome.thing
        where implication_outcome.implication = implication.id and came.state = 'published' and ${visibleTo(viewer, 'came.circle')} order by came.ref) as became,
      coalesce((select json_agg(json_build_object('words', one.words, 'lang', one.lang, 'state', one.state, 'reason', one.reason,
        'reason_lang', one.reason_lang, 'at', one.at) order by revision) from implication_version as one where one.implication = implication.id), '[]') as versions
    from implication where thread = any(${threads}::bigint[]) and hidden is null order by position, implication.id`.execute(
    db(),
  )
  return Map.groupBy(rows, ({ thread }) => thread)
}

/** As they go along: nothing that comes from what is `left`. */
export function givenImplications(
  rows: ImplicationRow[],
  { words, named, wishOf }: Giving,
  left: string[],
): object[] {
  const reasoned = ({ reason, reason_lang }: Pick<ImplicationRow, 'reason' | 'reason_lang'>) =>
    told({ reason: reason && words(reason), reasonLang: reason && reason_lang })
  const given = rows.filter(({ by, post }) => wishOf(by) !== 'stays' && !(post && left.includes(post)))
  return given.map((row) => ({
    words: words(row.words),
    lang: row.lang,
    ...told({ level: row.level, place: row.place, post: row.post, by: named(row.by) ?? row.elsewhere?.by }),
    state: row.state,
    ...reasoned(row),
    at: row.at.toISOString(),
    ...(row.became.length > 0 && { became: row.became }),
    ...(row.versions.length > 0 && {
      versions: row.versions.map((one) => ({
        ...{ words: words(one.words), lang: one.lang, state: one.state, at: new Date(one.at).toISOString() },
        ...reasoned(one),
      })),
    }),
  }))
}
