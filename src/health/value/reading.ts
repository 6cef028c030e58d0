import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { isRef } from '../../base/ids.ts'
import { inTermOf } from '../../base/in-term.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { type Cycle, cycles, type ValueStory } from './story.ts'

export const storiesPerPage = 20

const meOf = (viewer: Viewer): number => (viewer.kind === 'person' ? viewer.id : 0)

/** Of an `own` thing and its `value_story`: the viewer may read it. For those who facilitate it stands in no circle. */
const mayRead = (
  viewer: Viewer,
): RawBuilder<boolean> => sql`(${visibleTo(viewer, 'own.circle')} or value_story.person = ${meOf(viewer)}
  or (open_to = 'facilitators' and exists (select from community_role where community_role.community = value_story.community
    and community_role.person = ${meOf(viewer)} and role = 'facilitator' and ${inTermOf('community_role')})))`

const standing = sql`withdrawn is null and hidden is null and own.state = 'published'`

const from = (
  viewer: Viewer,
) => sql`from value_story join thing as own on own.id = value_story.thing left join person on person.thing = value_story.person
  left join thing as about on about.id = coalesce((select used.record from use as used where used.thing = value_story.of
    and not value_story.named and value_story.person is distinct from ${meOf(viewer)}), value_story.of)`

/** What a row shows, as far as this viewer may see what it came of and where it was told. */
const columns = (viewer: Viewer) => sql`
  own.id, own.ref, value_story.lang, value_story.answers, link, told, edited, open_to as "openTo",
  case when named and person.name <> '' then person.name else value_story.elsewhere #>> '{by,name}' end as by,
  case when about.state = 'published' and ${visibleTo(viewer, 'about.circle')} then json_build_object('id', about.id, 'ref', about.ref, 'kind', about.kind) end as of,
  (select json_build_object('slug', slug, 'name', name) from community join thing as home on home.id = community.thing
    where community.thing = value_story.community and home.state = 'published' and ${visibleTo(viewer, 'home.circle')}) as community,
  value_story.person is not distinct from ${meOf(viewer)} as mine, withdrawn is not null as withdrawn`

export interface StoriesAsked {
  cycle?: Cycle
  page: number
  perPage?: number
}

/** A page of what was told in a community, the newest first, how many there are, and how many of each cycle. One query. */
export async function storiesIn(
  viewer: Viewer,
  community: number,
  { cycle, page, perPage = storiesPerPage }: StoriesAsked,
): Promise<{ stories: ValueStory[]; total: number; byCycle: Record<Cycle, number> }> {
  dependsOn('value-stories', 'people')
  const here = sql`value_story.community = ${community} and ${standing} and ${mayRead(viewer)}`
  const { rows } = await sql<{ stories: ValueStory[]; total: number; byCycle: Record<Cycle, number> }>`
    select
      coalesce((select json_agg(one) from (
        select ${columns(viewer)} ${from(viewer)} where ${here} and ${cycle ? sql`value_story.answers ? ${cycle}` : sql`true`}
        order by value_story.thing desc limit ${perPage} offset ${(page - 1) * perPage}) as one), '[]') as stories,
      (select count(*)::int ${from(viewer)} where ${here} and ${cycle ? sql`value_story.answers ? ${cycle}` : sql`true`}) as total,
      (select json_build_object(${sql.join(
        cycles.flatMap((one) => [
          sql`${one}::text`,
          sql`(select count(*)::int ${from(viewer)} where ${here} and value_story.answers ? ${one})`,
        ]),
      )})) as "byCycle"`.execute(db())
  return rows[0]!
}

/** One as it is read by itself. */
export interface WholeStory extends ValueStory {
  id: number
  hidden: boolean
  /** It waits for a look. */
  held: boolean
}

/** One that the viewer may read: 404 for others, and for all but whoever told it while it waits for a look; 410 for what was taken back or is kept from sight, but to whoever told it. */
export async function valueStoryFor(viewer: Viewer, ref: string): Promise<WholeStory> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<WholeStory>`
    select ${columns(viewer)}, hidden is not null as hidden, held is not null as held ${from(viewer)} where own.ref = ${ref} and ${mayRead(viewer)}`.execute(
    db(),
  )
  const story = found(rows[0])
  dependsOn(ref, 'people')
  if (story.held && !story.mine) missing()
  if (story.hidden && !story.mine) refuse('gone', 'value.outOfSight')
  if (story.withdrawn && !story.mine) refuse('gone', 'value.takenBack')
  return story
}

/** The newest of what came of a `thing`, and of what was used or said in it, as one value of JSON for its page. */
export const storiesAbout = (viewer: Viewer, most: number): RawBuilder<ValueStory[]> => sql`coalesce((
  select jsonb_agg(one) from (
    select ${columns(viewer)} ${from(viewer)}
    where ${standing} and ${mayRead(viewer)} and (value_story.of = thing.id
      or value_story.of in (select use.thing from use where use.record = thing.id)
      or value_story.of in (select post.thing from post where post.thread = thing.id))
    order by value_story.thing desc limit ${most}) as one), '[]')`
