import { sql } from 'kysely'
import { atomically, db } from '../../src/base/database/database.ts'
import { makeThing } from '../../src/base/things/things.ts'
import { everyone } from '../../src/base/viewer.ts'
import type { Visitor } from './visitor.ts'

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

/** A draft of theirs, a lesson, that quotes these of what was said in a thread, by their place; gives the write-up. */
export async function quoting(who: Visitor, thread: string, which: number[]): Promise<string> {
  const page = await who.get(`/threads/${thread}/write-up`)
  const all = [...page.html.matchAll(/name="chosen" value="([^"]+)"/g)].map(([, name]) => name!)
  const chosen = which.map((i) => all[i]!)
  const { at } = await who.post(`/threads/${thread}/write-up`, { shown: all, chosen })
  await who.post(`${at}/instrument`, { instrument: 'lesson', lang: 'en' })
  const { html } = await who.get(at)
  const typed = new Map([
    ['revision', /name="revision" value="(\d+)"/.exec(html)![1]!],
    ['act', 'draft'],
  ])
  for (const [, ref, words] of html.matchAll(/id="words-(\w{12})"[^>]*>([^<]*)</g)) {
    typed.set(`slot-${ref}`, 'learning/what_happened')
    typed.set(`words-${ref}`, words!)
  }
  await who.post(`${at}/arrangement`, Object.fromEntries(typed))
  return at.split('/')[2]!.split(/[?#]/)[0]!
}
