import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { facilitates } from './access.ts'
import type { Community } from './community.ts'

export const perPage = 48

export interface Member {
  handle: string
  name: string
  /** Their page is open to the viewer. */
  open: boolean
  own: boolean
}

export interface Asking {
  id: number
  handle: string
  name: string
  open: boolean
  words: string
}

export interface Members {
  shown: Member[]
  /** How many are shown by name, and how many more belong to it. */
  named: number
  unnamed: number
  /** Who asked and waits: for those who facilitate. */
  asking: Asking[]
}

/**
 * Who belongs to a community, by name: those whose pages are open to the viewer, and the viewer; whoever
 * facilitates it sees all. Nobody is told by when they were last here. Two queries.
 */
export async function membersOf(viewer: Viewer, community: Community, page: number): Promise<Members> {
  dependsOn('communities', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const keeps = facilitates(viewer, community)
  const { rows } = await sql<Member & { named: number }>`
    with there as (
      select handle, person.name, ${visibleTo(viewer, 'page.circle')} as open, person.thing = ${me} as own
      from membership join person on person.thing = membership.person join thing as page on page.id = person.thing
      where membership.community = ${community.id} and standing = 'member' and ended is null and page.state = 'published')
    select *, count(*) over ()::int as named from there
    where open or own or ${keeps} order by name, handle limit ${perPage} offset ${(page - 1) * perPage}`.execute(
    db(),
  )
  const { rows: asking } = keeps
    ? await sql<Asking>`
        select membership.id, handle, person.name, ${visibleTo(viewer, 'page.circle')} as open, coalesce(words, '') as words
        from membership join person on person.thing = membership.person join thing as page on page.id = person.thing
        where membership.community = ${community.id} and standing = 'asked' and ended is null order by since, id limit 100`.execute(
        db(),
      )
    : { rows: [] }
  const named = rows[0]?.named ?? 0
  return {
    shown: rows.map(({ handle, name, open, own }) => ({ handle, name, open, own })),
    named,
    unnamed: Math.max(0, community.size - named),
    asking,
  }
}
