import { sql } from 'kysely'
import { atomically, db } from '../../src/base/database/database.ts'
import { makeThing } from '../../src/base/things/things.ts'
import { everyone } from '../../src/base/viewer.ts'

/** Handles of those who are in it, by what they are. */
interface Gathered {
  members?: string[]
  facilitators?: string[]
  moderators?: string[]
  /** Who may read it; its members where it says so. */
  closed?: boolean
}

/** A community that is open, with these people in it; gives its id and its members' circle. */
export function gather(
  slug: string,
  { members = [], facilitators = [], moderators = [], closed }: Gathered = {},
) {
  return atomically(async () => {
    const circle = await db()
      .insertInto('circle')
      .values({ kind: 'community' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id } = await makeThing({
      kind: 'community',
      sort: 'community',
      circle: closed ? circle.id : everyone,
    })
    const name = JSON.stringify({ original: 'en', texts: { en: `The ${slug} community` } })
    await sql`insert into community (thing, slug, circle, name) values (${id}, ${slug}, ${circle.id}, ${name}::jsonb)`.execute(
      db(),
    )
    const all = [...members, ...facilitators, ...moderators]
    await sql`insert into membership (community, person, standing)
      select ${id}, thing, 'member' from person where handle = any(${all}::text[])`.execute(db())
    for (const [role, some] of [
      ['facilitator', facilitators],
      ['moderator', moderators],
    ] as const)
      await sql`insert into community_role (community, person, role, since)
        select ${id}, thing, ${role}, current_date from person where handle = any(${some}::text[])`.execute(
        db(),
      )
    return { id, circle: circle.id }
  })
}

/** So many posts more in a thread, all by this member: `Number 2.` and so on. */
export async function saidIn(ref: string, handle: string, count: number): Promise<void> {
  await sql`
    with into_ as (select thing as thread, next_nth, circle, origin from thread join thing on thing.id = thread.thing where ref = ${ref}),
      numbered as (select i, nextval(pg_get_serial_sequence('thing', 'id')) as id from generate_series(0, ${count - 1}::int) as i),
      things as (insert into thing (id, ref, kind, circle, state, origin) overriding system value
        select id, translate(lpad(id::text, 12, '0'), 'ilou', 'abcd'), 'post', circle, 'published', origin from numbered, into_ returning id),
      counted as (update thread set next_nth = thread.next_nth + ${count}, posts = posts + ${count} from into_ where thread.thing = into_.thread)
    insert into post (thing, thread, nth, person, lang, body)
    select id, thread, next_nth + i, (select thing from person where handle = ${handle}), 'en', 'Number ' || next_nth + i || '.'
    from numbered, into_`.execute(db())
}
