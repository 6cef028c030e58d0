import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from './account.ts'

export const hows = ['muted', 'blocked'] as const
/** Muted: their words fold, and no notice comes of them. Blocked: nor can they mention or invite. */
export type How = (typeof hows)[number]

export interface Quieted {
  handle: string
  name: string
  how: How
}

/** Whom the viewer muted or blocked, by name. Refuses strangers. One query. */
export async function quietedBy(viewer: Viewer): Promise<Quieted[]> {
  const { rows } = await sql<Quieted>`
    select handle, name, how from quiet join person on person.thing = quiet.other
    where quiet.person = ${personOf(viewer)} order by lower(name), handle`.execute(db())
  return rows
}

/** By their handle, or by something they wrote under their name. */
interface Whom {
  handle?: string
  post?: string
}

/**
 * From now on the viewer sees and hears less of somebody; they are not told. Refuses oneself; 404 for whoever
 * is not there or whom the viewer cannot know of.
 */
export function quieten(viewer: Viewer, { handle, post }: Whom, how: How): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ id: number }>`
      select person.thing as id from person join thing on thing.id = person.thing
      where thing.state = 'published' and handle = ${handle ?? ''} and ${visibleTo(viewer)}
      union select post.person from post join thing on thing.id = post.thing
      where ref = ${post ?? ''} and post.person is not null and thing.state = 'published' and ${visibleTo(viewer)}`.execute(
      db(),
    )
    const { id } = found(rows[0])
    if (id === me) refuse('invalid', 'moderation.notOneself')
    await sql`
      insert into quiet (person, other, how) values (${me}, ${id}, ${how})
      on conflict (person, other) do update set how = excluded.how, at = now()`.execute(db())
  })
}

/** The viewer sees and hears them again. */
export async function unquieten(viewer: Viewer, handle: string): Promise<void> {
  await sql`
    delete from quiet using person where quiet.person = ${personOf(viewer)} and quiet.other = person.thing and handle = ${handle}`.execute(
    db(),
  )
}

/** Whether this person blocked that one, as SQL names them. Nobody is told: what it stops seems to have happened. */
export const blocks = (person: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`exists (select from quiet where quiet.person = ${person} and quiet.other = ${other} and quiet.how = 'blocked')`

/** The same of the viewer. */
export const hasBlocked = (person: RawBuilder<unknown>, viewer: Viewer): RawBuilder<boolean> =>
  blocks(person, sql`${viewer.kind === 'person' ? viewer.id : 0}::bigint`)

/** Those of these people whom the viewer neither muted nor blocked. One query, none for nobody. */
export async function unmuted<T extends { id: number }>(viewer: Viewer, people: T[]): Promise<T[]> {
  if (viewer.kind !== 'person' || people.length === 0) return people
  const { rows } = await sql<{ id: number }>`
    select other as id from quiet where person = ${viewer.id} and other = any(${people.map(({ id }) => id)}::bigint[])`.execute(
    db(),
  )
  const muted = new Set(rows.map(({ id }) => id))
  return people.filter(({ id }) => !muted.has(id))
}

/** What somebody chose of others goes with them, and what others chose of them. */
export async function quietLeft(person: number): Promise<void> {
  await sql`delete from quiet where person = ${person} or other = ${person}`.execute(db())
}

/** Whom they muted or blocked, for the export of their account. */
export async function quietSaid(person: number): Promise<object> {
  const { rows } = await sql`
    select handle, how, at from quiet join person on person.thing = quiet.other where quiet.person = ${person} order by at`.execute(
    db(),
  )
  return { quieted: rows }
}
