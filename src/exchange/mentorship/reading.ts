import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { found } from '../../base/refusal.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { blocks } from '../../people/quiet.ts'
import { limits, type Mentorship, type Note, type Reflection } from './mentorship.ts'

type Asked = { ref?: string; lock?: boolean; page?: number; going?: boolean }

async function read(
  viewer: Viewer,
  { ref, lock, page = 1, going }: Asked,
): Promise<(Mentorship & { total: number })[]> {
  const me = personOf(viewer)
  const open = sql`mentorship.state in ('asked', 'agreed', 'paused')`
  const { rows } = await sql<Mentorship & { total: number }>`
    select mentorship.id, mentorship.ref, mentorship.state, purpose, lang, rhythm, until, mentorship.at, agreed, ended, mentor is not distinct from ${me} as mentors,
      asked_by is not distinct from ${me} as asked, ${lock ? sql`1` : sql`count(*) over ()::int`} as total,
      (select json_build_object('id', person.thing, 'handle', handle, 'name', person.name, 'open', page.state = 'published' and ${visibleTo(viewer, 'page.circle')})
        from person join thing as page on page.id = person.thing
        where person.thing = case when mentor = ${me} then mentee else mentor end and person.left_at is null) as with,
      case when proposed is not null then proposed || jsonb_build_object('mine', proposed_by is not distinct from ${me}) end as proposed
    from mentorship where ${me} in (mentor, mentee)
      and ${ref === undefined ? sql`true` : sql`mentorship.ref = ${ref}`}
      and ${going === undefined ? sql`true` : going ? open : sql`not ${open}`}
      and not (mentorship.state in ('asked', 'taken-back') and ${blocks(sql`${me}::bigint`, sql`asked_by`)})
    order by mentorship.id desc limit ${limits.listed} offset ${(page - 1) * limits.listed} ${lock ? sql`for update of mentorship` : sql``}`.execute(
    db(),
  )
  return rows
}

/** One of the viewer's own: 404 for all others, whatever they may do here. One query. */
export async function mentorshipFor(viewer: Viewer, ref: string, { lock = false } = {}): Promise<Mentorship> {
  const [one] = await read(viewer, { ref, lock })
  return found(one)
}

/** Those of the viewer that go on, or that are over. Refuses strangers. One query. */
export async function mentorshipsOf(
  viewer: Viewer,
  going: boolean,
  page: number,
): Promise<{ mentorships: Mentorship[]; total: number }> {
  const rows = await read(viewer, { going, page })
  return { mentorships: rows, total: rows[0]?.total ?? 0 }
}

export interface Log {
  notes: Note[]
  total: number
  mine: Reflection | null
  theirs: Reflection | null
}

/** What the two wrote down in one that `mentorshipFor` gave, the newest first, and what each said at its end. One query. */
export async function logOf(viewer: Viewer, { id }: Pick<Mentorship, 'id'>, page: number): Promise<Log> {
  const me = personOf(viewer)
  // What was told is a record of its own; only whoever writes a draft is led to it.
  const reflection = (whose: ReturnType<typeof sql>) => sql`(
    select json_build_object('lang', lang, 'words', words, 'mayName', may_name, 'begun', story is not null, 'story',
      (select json_build_object('ref', ref, 'told', kind = 'record') from thing
        where thing.id = coalesce((select record from draft where draft.thing = story), story)
          and (kind = 'record' and thing.state = 'published' or thing.state = 'draft' and one.person = ${me})))
    from mentorship_reflection as one where mentorship = ${id} and ${whose})`
  const { rows } = await sql<Log>`
    select coalesce((select json_agg(one order by coalesce(one.day, one.at::date) desc, one.id desc) from (
        select note.id, note.person is not distinct from ${me} as mine, coalesce(person.name, '') as name, note.day, note.lang, words, note.at
        from mentorship_note as note left join person on person.thing = note.person where mentorship = ${id}
        order by coalesce(note.day, note.at::date) desc, note.id desc limit ${limits.notes} offset ${(page - 1) * limits.notes}) as one), '[]') as notes,
      (select count(*)::int from mentorship_note where mentorship = ${id}) as total,
      ${reflection(sql`one.person = ${me}`)} as mine, ${reflection(sql`one.person <> ${me}`)} as theirs`.execute(
    db(),
  )
  return rows[0]!
}
