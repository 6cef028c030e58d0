import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Travelling } from '../interchange.ts'
import type { Showing } from './story.ts'

/** What whoever tells a story wishes; `thing` is its draft and then its record. */
export interface Story {
  /** The viewer tells it or takes it down. */
  own: boolean
  toldFor: boolean
  shown: Showing
  name: string | null
  /** Nothing until it is chosen. */
  access: Pick<Travelling['access'], 'to' | 'community'> | null
  /** Handles of those it is open to, where that is named people. */
  readers: string[]
  agreedHow: 'spoken' | 'written' | null
  agreedOn: string | null
}

/** The wishes for a story, as one value for a query; nothing for what was not told here. */
export const storyAsked = (thing: number, me: number) => sql<Story | null>`
  (select json_build_object('own', person is not distinct from ${me}, 'toldFor', told_for, 'shown', shown, 'name', name, 'access', access,
      'readers', array(select handle from story_reader join person as reader on reader.thing = story_reader.person where story_reader.story = story.thing order by handle),
      'agreedHow', agreed_how, 'agreedOn', agreed_on)
    from story where story.thing = ${thing})`

/** The same by itself. One query; who may see is asked by whoever found the thing. */
export async function storyOf(thing: number, me = 0): Promise<Story | undefined> {
  const { rows } = await sql<{ story: Story | null }>`select ${storyAsked(thing, me)} as story`.execute(db())
  return rows[0]?.story ?? undefined
}

/** Whoever tells it is not to be named: nothing says who keeps it either. */
export const isUnnamed = (story: Pick<Story, 'shown' | 'toldFor'>): boolean =>
  story.shown !== 'named' && !story.toldFor

/** Refuses to open a story to a community whose member whoever tells it is no more, or has only to read there. Inside a transaction. */
export async function refuseLeft(draft: number, access: Story['access']): Promise<void> {
  if (access?.to !== 'community') return
  const { rows } = await sql`
    select from story join membership using (person) join community on community.thing = membership.community
    where story.thing = ${draft} and slug = ${access.community ?? ''} and standing = 'member' and ended is null
      and not exists (select from deed where deed.person = story.person and kind = 'paused' and deed.ended is null and deed.until > now()
        and (deed.community is null or deed.community = community.thing))`.execute(db())
  if (rows.length === 0) refuse('invalid', 'telling.notYourCommunity')
}

/** The story stands by its record from now on; those it is open to come into that record's own circle. */
export async function handOverStory(draft: number, record: number): Promise<void> {
  await sql`update story set thing = ${record} where thing = ${draft} and not exists (select from story as other where other.thing = ${record})`.execute(
    db(),
  )
  await letReadersIn(record)
}

/** Of a record that is open to named people, they and whoever told it are in its circle, and nobody else. */
export async function letReadersIn(record: number): Promise<void> {
  await sql`
    with readers as (
      select record.named as circle, story_reader.person from record join story_reader on story_reader.story = record.thing where record.thing = ${record} and named is not null
      union select record.named, story.person from record join story on story.thing = record.thing
        where record.thing = ${record} and named is not null and story.person is not null),
    gone as (delete from in_circle using record where record.thing = ${record} and in_circle.circle = record.named
      and exists (select from story where story.thing = record.thing) and not exists (select from readers where readers.person = in_circle.person))
    insert into in_circle (circle, person) select circle, person from readers on conflict do nothing`.execute(
    db(),
  )
}
