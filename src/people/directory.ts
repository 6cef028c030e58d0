import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { anywhere } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

export interface Wanted {
  /** Part of a name. */
  q?: string
  /** A topic: knowing it or anything narrower. */
  topic?: number
  /** A place: there, in it, or in what it is in, the nearest first. */
  place?: number
  lang?: string
  offer?: string
  page?: number
}

export interface FoundPerson {
  id: number
  handle: string
  name: string
  /** What of the wanted is theirs, and their first lines, by kind: subjects and codes. */
  topics: number[]
  places: number[]
  languages: string[]
  offers: string[]
}

export interface Directory {
  people: FoundPerson[]
  total: number
}

export const peoplePerPage = 20

/**
 * Who knows X, near Y, in language Z: people whose page and whose lines the viewer may see, those first
 * who are nearest to the place, then by name. Two queries.
 */
export async function findPeople(
  viewer: Viewer,
  { q, topic, place, lang, offer, page = 1 }: Wanted,
): Promise<Directory> {
  dependsOn('people')
  const seen = visibleTo(viewer, 'line.circle')
  const says = (kind: string, what: RawBuilder<unknown>) =>
    sql<boolean>`exists (select from profile_line as line where line.person = person.thing and line.kind = ${kind} and ${seen} and ${what})`
  const conditions = [
    sql<boolean>`thing.state = 'published'`,
    visibleTo(viewer),
    ...(q ? [sql<boolean>`person.name ilike ${anywhere(q)}`] : []),
    ...(topic
      ? [says('expertise', sql`line.subject in (select thing from within where ancestor = ${topic})`)]
      : []),
    ...(lang ? [says('language', sql`line.code = ${lang}`)] : []),
    ...(offer ? [says('offer', sql`line.code = ${offer}`)] : []),
  ]
  // In the place itself or below it is near; above it, the further up the further.
  const near = place
    ? sql`
      join (
        select line.person, min(at.steps) as steps
        from (
          select thing as subject, 0 as steps from within where ancestor = ${place}
          union all
          select up.ancestor, 1 + (select count(*) from within as step join within as mine on mine.ancestor = step.thing and mine.thing = ${place}
            where step.ancestor = up.ancestor and step.thing not in (up.ancestor, ${place}))
          from within as up where up.thing = ${place} and up.ancestor <> ${place}
        ) as at
          join profile_line as line on line.subject = at.subject and line.kind = 'place'
        where ${seen} group by line.person
      ) as near on near.person = person.thing`
    : sql`cross join lateral (select 0 as steps) as near`
  const from = sql`from person join thing on thing.id = person.thing ${near} where ${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<FoundPerson & { total: number }>`
    with matched as (
      select person.thing as id, handle, person.name, near.steps, count(*) over ()::int as total ${from}
      order by near.steps, lower(person.name), person.thing limit ${peoplePerPage} offset ${(page - 1) * peoplePerPage}
    )
    select matched.id, handle, name, total,
      array(select subject from profile_line as line where person = matched.id and kind = 'expertise' and ${seen} order by position limit 8) as topics,
      array(select subject from profile_line as line where person = matched.id and kind = 'place' and ${seen} order by position limit 4) as places,
      array(select code from profile_line as line where person = matched.id and kind = 'language' and ${seen} order by position limit 8) as languages,
      array(select code from profile_line as line where person = matched.id and kind = 'offer' and ${seen} order by position limit 6) as offers
    from matched order by steps, lower(name), id`.execute(db())
  return { people: rows, total: rows[0]?.total ?? 0 }
}
