import { sql } from 'kysely'
import { db } from '../../src/base/database/database.ts'
import { makeThing } from '../../src/base/things/things.ts'
import { everyone } from '../../src/base/viewer.ts'

interface Wanted {
  /** Handles. */
  members: string[]
  facilitators: string[]
  /** Open to its members alone. */
  closed?: boolean
}

/** An open community of this address with these people, made without the steps it takes to open one. */
export async function practiceOf(
  slug: string,
  { members, facilitators, closed = false }: Wanted,
): Promise<{ id: number; circle: number }> {
  const { id: circle } = await db()
    .insertInto('circle')
    .values({ kind: 'community' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await makeThing({ kind: 'community', sort: 'community', circle: closed ? circle : everyone })
  const words = slug.replaceAll('-', ' ')
  const name = { original: 'en', texts: { en: words[0]!.toUpperCase() + words.slice(1) } }
  await db()
    .insertInto('community')
    .values({ thing: id, slug, circle, name: JSON.stringify(name) })
    .execute()
  const all = [...members, ...facilitators]
  await sql`
    insert into membership (community, person, standing) select ${id}, thing, 'member' from person where handle = any(${all}::text[])`.execute(
    db(),
  )
  await sql`
    insert into in_circle (circle, person) select ${circle}, thing from person where handle = any(${all}::text[])`.execute(
    db(),
  )
  await sql`
    insert into community_role (community, person, role, since)
    select ${id}, thing, 'facilitator', current_date from person where handle = any(${facilitators}::text[])`.execute(
    db(),
  )
  return { id, circle }
}
