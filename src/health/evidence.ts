import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Community } from '../communities/community.ts'
import type { ValueStory } from './value/story.ts'

/** Things that the figures of an element count, a few of each, as far as the viewer may see them. */
export interface Evidence {
  /** Open questions of the learning agenda. */
  agenda: { ref: Ref; words: Text }[]
  /** Open goals, those over their day first. */
  goals: { id: number; words: Text; overdue: boolean }[]
  /** Records that were made from talk, the newest first. */
  written: { ref: Ref; title: Text }[]
  /** A conversation of the last year that several answered and nobody has written up. */
  ripe: Ref | null
  stories: Pick<ValueStory, 'ref' | 'lang' | 'answers'>[]
}

/** So many of each. */
const few = 3
/** So many posts at least, of so many people, make a conversation worth writing up. */
const ripe = { posts: 4, people: 3 }

/** All of that of a community whose health the viewer sees whole. One query. */
export async function evidenceOf(viewer: Viewer, { id }: Pick<Community, 'id'>): Promise<Evidence> {
  const seen = sql`thing.state = 'published' and ${visibleTo(viewer)}`
  const talk = sql`thread join thing as home on home.id = thread.thing`
  const { rows } = await sql<Evidence>`
    select
      coalesce((select json_agg(json_build_object('ref', ref, 'words', words) order by position) from (
        select ref, words, position from agenda_question join thing on thing.id = agenda_question.thing
        where community = ${id} and progress in ('open', 'begun') and ${seen} order by position limit ${few}) as one), '[]') as agenda,
      coalesce((select json_agg(json_build_object('id', id, 'words', words, 'overdue', overdue) order by by nulls last, id) from (
        select id, words, by, by is not null and by < current_date as overdue from community_goal
        where community = ${id} and ended is null order by by nulls last, id limit ${few}) as one), '[]') as goals,
      coalesce((select json_agg(json_build_object('ref', ref, 'title', title) order by published desc) from (
        select thing.ref, version.content -> 'title' as title, write_up.published from write_up join ${talk} on thread.thing = write_up.source
          join record on record.thing = write_up.record join version on version.id = record.current join thing on thing.id = record.thing
        where thread.community = ${id} and write_up.published is not null and ${seen}
        order by write_up.published desc limit ${few}) as one), '[]') as written,
      (select thing.ref from thread join thing on thing.id = thread.thing
        where thread.community = ${id} and merged_into is null and last_at > now() - interval '1 year' and posts >= ${ripe.posts} and ${seen}
          and not exists (select from write_up where write_up.source = thread.thing)
          and (select count(distinct person) from post where post.thread = thread.thing and hidden is null and held is null) >= ${ripe.people}
        order by accepted is not null desc, last_at desc limit 1) as ripe,
      coalesce((select json_agg(one) from (
        select thing.ref, value_story.lang, answers from value_story join thing on thing.id = value_story.thing
        where community = ${id} and withdrawn is null and hidden is null and open_to <> 'facilitators' and ${seen}
        order by value_story.thing desc limit ${few}) as one), '[]') as stories`.execute(db())
  return rows[0]!
}
