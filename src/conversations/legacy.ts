import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

/** What a closed community left, in figures. */
export interface Legacy {
  threads: number
  posts: number
  /** Questions with an accepted answer. */
  answered: number
  /** Questions of its agenda with an answer that was agreed on. */
  agreed: number
  pages: number
  library: number
  /** In its library, or what its working groups made. */
  records: number
  /** Who said something under their name: whoever left and kept theirs out of it, or asked without one, is not counted. */
  people: number
}

/** Of a community that `communityFor` gave, as far as the viewer may see it. One query. */
export async function legacyOf(viewer: Viewer, { id }: { id: number }): Promise<Legacy> {
  dependsOn('communities', 'threads', 'things', 'people')
  const seen = sql`thing.state = 'published' and ${visibleTo(viewer)}`
  const talk = sql`thread join thing on thing.id = thread.thing where community = ${id} and merged_into is null and ${seen}`
  const { rows } = await sql<Legacy>`
    select
      (select count(*)::int from ${talk}) as threads,
      (select coalesce(sum(posts), 0)::int from ${talk}) as posts,
      (select count(accepted)::int from ${talk}) as answered,
      (select count(*)::int from agenda_question join thing on thing.id = agenda_question.thing
        where community = ${id} and progress = 'answered' and ${seen} and exists (select from shared_text where shared_text.thing = agenda_question.thing)) as agreed,
      (select count(*)::int from page join thing on thing.id = page.thing where community = ${id} and ${seen}) as pages,
      (select count(*)::int from library_item left join thing on thing.id = target
        where community = ${id} and removed is null and (target is null or (${seen}))) as library,
      (select count(distinct thing.id)::int from thing where kind = 'record' and ${seen} and (
        exists (select from library_item where community = ${id} and removed is null and target = thing.id)
        or exists (select from working_group where community = ${id} and made = thing.id))) as records,
      (select count(distinct post.person)::int from thread join post on post.thread = thread.thing join thing on thing.id = post.thing
          join person on person.thing = post.person
        where community = ${id} and hidden is null and person.name <> '' and ${seen}) as people`.execute(db())
  return rows[0]!
}
