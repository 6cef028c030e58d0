import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { anywhere } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { holds, type Role, roles, type Viewer, visibleTo } from '../base/viewer.ts'
import { mayAppoint } from '../people/appointing.ts'
import { curated, refuseNotCurator } from './desk-rights.ts'

export interface Right {
  id: number
  role: Role
  since: string
  /** What it is for; everywhere without one. */
  subject?: Card
  /** The viewer may end it. */
  endable: boolean
}

export interface Rights {
  people: { handle: string; name: string; rights: Right[] }[]
  total: number
  size: number
  /** What the viewer may give rights for; whoever may everywhere says the address of any. */
  subjects: Card[]
  everywhere: boolean
  /** The rights that the viewer may give for some of them. */
  givable: Role[]
}

const size = 20

interface Row {
  handle: string
  name: string
  total: number
  rights: {
    id: number
    role: Role
    since: string
    subject: number | null
    kind: string | null
    within: number[]
  }[]
}

/**
 * People whose page the viewer may see, by a part of their name, with what each may do beyond their own;
 * without a name, and by theirs, those who may do something. For curators and operators; refuses others.
 */
export async function rightsOf(viewer: Viewer, q: string | undefined, page: number): Promise<Rights> {
  refuseNotCurator(viewer)
  const { rows } = await sql<Row>`
    select handle, person.name, count(*) over ()::int as total, coalesce((
      select json_agg(json_build_object('id', appointment.id, 'role', role, 'since', since, 'subject', subject, 'kind', on_what.kind,
          'within', array(select ancestor from within where within.thing = appointment.subject) || appointment.subject) order by role, appointment.id)
      from appointment left join thing as on_what on on_what.id = appointment.subject
      where appointment.person = person.thing and ended is null), '[]') as rights
    from person join thing on thing.id = person.thing cross join lateral (
      select exists (select from appointment where appointment.person = person.thing and ended is null) as appointed) as right_now
    where left_at is null and ${
      q ? sql`person.name ilike ${anywhere(q)} and (appointed or ${visibleTo(viewer)})` : sql`appointed`
    }
    order by lower(person.name), handle limit ${size} offset ${(page - 1) * size}`.execute(db())
  const subjects = curated(viewer)
  const { rows: own } = await sql<{
    id: number
    kind: string
  }>`select id, kind from thing where id = any(${subjects}::bigint[]) order by id`.execute(db())
  const on = rows.flatMap(({ rights }) =>
    rights.flatMap(({ subject, kind }) => (subject && kind ? [{ id: subject, kind }] : [])),
  )
  const cards = new Map((await cardsOf(viewer, [...own, ...on])).map((card) => [card.id, card]))
  return {
    people: rows.map(({ handle, name, rights }) => ({
      handle,
      name,
      rights: rights.map(({ id, role, since, subject, within }) => ({
        id,
        role,
        since,
        ...(subject !== null && cards.has(subject) && { subject: cards.get(subject)! }),
        endable: mayAppoint(viewer, role, subject === null ? [] : within),
      })),
    })),
    total: rows[0]?.total ?? 0,
    size,
    subjects: own.flatMap(({ id }) => cards.get(id) ?? []),
    everywhere: holds(viewer, 'curator'),
    givable: roles.filter((role) => mayAppoint(viewer, role, subjects)),
  }
}
