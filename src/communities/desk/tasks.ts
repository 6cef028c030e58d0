import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Task, tasksAsked, tasksDrawn } from '../../base/things/tasks.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { facilitates, moderates } from '../access.ts'
import type { Community } from '../community.ts'
import { communityFor, inTerm } from '../reading.ts'

/** Two hours a week: five tasks of five minutes are enough for one sitting. */
const most = { shown: 5, ofOneSort: 2, ofOneCommunity: 3 }

/** What was decided about a task. */
export interface Decision {
  key: string
  state: 'later' | 'handed' | 'aside' | 'done'
  title: string
  until: string | null
  reason: string | null
  /** Whose it is now, and who said so. */
  to: string | null
  mine: boolean
  by: string | null
}

export interface DeskTask extends Task {
  /** Who handed it on to the viewer. */
  from?: string
}

export interface Desk {
  community: Community
  tasks: DeskTask[]
  /** How many more there are. */
  more: number
  /** What was put off, handed on or set aside, the last first. */
  decided: Decision[]
  /** To whom one can be handed on. */
  others: { person: number; handle: string; name: string }[]
}

const decisions = (me: number) => sql`
  coalesce((select json_agg(json_build_object('key', key, 'state', state, 'title', title, 'until', until, 'reason', reason,
      'to', (select name from person where thing = desk_task.person), 'mine', desk_task.person = ${me}, 'by', (select name from person where thing = desk_task.by)) order by at desc)
    from desk_task where desk_task.community = community.thing and (until is null or until > now())), '[]')`

interface Row {
  slug: string
  name: Text
  found: Record<string, never>
  decided: Decision[]
}

/** The desk of a community. Refuses whoever neither facilitates nor moderates it; 404 for one they do not see. Two queries. */
export async function deskOfCommunity(viewer: Viewer, slug: string): Promise<Desk> {
  const { community, row } = await readDesk(viewer, slug)
  const me = personOf(viewer)
  const all = waiting(row, facilitates(viewer, community))
  const tasks = chosenOf(all, most.shown)
  return {
    community,
    tasks,
    more: all.length - tasks.length,
    decided: row.decided.filter(({ state }) => state !== 'done').slice(0, 20),
    others: community.roles.filter(
      ({ role, since, person }) => role !== 'sponsor' && since !== null && person !== me,
    ),
  }
}

async function readDesk(viewer: Viewer, slug: string): Promise<{ community: Community; row: Row }> {
  const me = personOf(viewer)
  const community = await communityFor(viewer, slug)
  if (!moderates(viewer, community) || community.state !== 'published') refuse('forbidden', 'desk.notYours')
  const { rows } = await sql<Row>`
    select slug, name, ${tasksAsked(viewer, sql<number>`community.thing`)} as found, ${decisions(me)} as decided
    from community where thing = ${community.id}`.execute(db())
  return { community, row: rows[0]! }
}

/** A community that the viewer looks after, and the first of what is to be done in it. */
export interface CommunityDesk {
  slug: string
  name: Text
  tasks: DeskTask[]
  more: number
}

/** What is to be done in the communities that the viewer looks after, as one value of JSON for a page that asks more. */
export function desksAsked(viewer: Viewer): RawBuilder<(Row & { keeps: boolean })[]> {
  const me = personOf(viewer)
  const has = (roles: string[]) => sql`exists (
    select from community_role where community_role.community = community.thing and person = ${me} and role = any(${roles}::text[]) and ${inTerm})`
  return sql`coalesce((select json_agg(one) from (
    select slug, community.name, ${tasksAsked(viewer, sql<number>`community.thing`)} as found, ${decisions(me)} as decided,
      ${has(['facilitator'])} as keeps
    from community join thing on thing.id = community.thing
    where thing.state = 'published' and rest is distinct from 'closed' and ${visibleTo(viewer)} and ${has(['facilitator', 'moderator'])}
    order by slug limit 6) as one), '[]')`
}

/** The desks in that, those where nothing waits left out. */
export const desksDrawn = (rows: (Row & { keeps: boolean })[]): CommunityDesk[] =>
  rows.flatMap(({ keeps, ...row }) => {
    const all = waiting(row, keeps)
    const tasks = chosenOf(all, most.ofOneCommunity)
    return all.length ? [{ slug: row.slug, name: row.name, tasks, more: all.length - tasks.length }] : []
  })

/** All that waits for this viewer: not what was put off, set aside, or is somebody else's by now. */
function waiting({ slug, name, found, decided }: Row, keeps: boolean): DeskTask[] {
  const byKey = new Map(decided.map((one) => [one.key, one]))
  return tasksDrawn(found, { slug, name })
    .filter(({ facilitators }) => keeps || !facilitators)
    .flatMap((task): DeskTask[] => {
      const decision = byKey.get(task.key)
      if (!decision) return [task]
      return decision.state === 'handed' && decision.mine
        ? [{ ...task, weight: 100, from: decision.by ?? undefined }]
        : []
    })
    .sort((a, b) => b.weight - a.weight)
}

/** So many of them, of one sort two at most as long as there are others. */
function chosenOf(all: DeskTask[], count: number): DeskTask[] {
  const taken = new Map<string, number>()
  const first = all.filter(({ sort }) => {
    const before = taken.get(sort) ?? 0
    taken.set(sort, before + 1)
    return before < most.ofOneSort
  })
  return [...first, ...all.filter((one) => !first.includes(one))].slice(0, count)
}

/** One task of the desk by its key, whosever it is. Refuses one that is done. */
export async function taskOf(
  viewer: Viewer,
  slug: string,
  key: string,
): Promise<{ community: Community; task: Task }> {
  const { community, row } = await readDesk(viewer, slug)
  const task = tasksDrawn(row.found, community).find((one) => one.key === key)
  return { community, task: task ?? refuse('conflict', 'desk.gone') }
}
