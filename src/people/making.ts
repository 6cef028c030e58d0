import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { reader } from '../base/i18n/reader.ts'
import { announce } from '../base/outbox/announce.ts'
import { latinSlug, nth } from '../base/slug.ts'
import { makeThing } from '../base/things/things.ts'
import { members } from '../base/viewer.ts'

/**
 * Someone who asked to take part. Members see them, and not before they have shown that their address
 * is theirs. Their circle is what only they see.
 */
export async function makePerson({
  login,
  name,
  open = false,
}: {
  login: string
  name: string
  /** That their address is theirs is known already. */
  open?: boolean
}): Promise<number> {
  const { id: circle } = await db()
    .insertInto('circle')
    .values({ kind: 'named' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await makeThing({ kind: 'person', circle: members, state: 'draft' })
  const { lang } = reader()
  await sql`
    insert into person (thing, login, handle, name, circle, lang)
    values (${id}, ${login}, ${await freeHandle(name)}, ${name}, ${circle}, ${lang})`.execute(db())
  await db().insertInto('in_circle').values({ circle, person: id }).execute()
  if (open) await openPerson(login)
  return id
}

/** The name in small plain letters; where somebody has that, with the next number. */
async function freeHandle(name: string): Promise<string> {
  const plain = latinSlug(name, 40) || 'person'
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(coalesce(nullif(substring(handle from ${`^${plain}-([0-9]{1,6})$`}), '')::int, 1)), 0) as n
    from person where handle = ${plain} or handle ~ ${`^${plain}-[0-9]{1,6}$`}`.execute(db())
  // Not the first that is free: one that somebody had who left would lead to another.
  return nth(plain, rows[0]!.n + 1)
}

/** Their address is theirs: from now on they take part. Whoever does already stays as they are. */
export async function openPerson(login: string): Promise<void> {
  const person = await db()
    .selectFrom('person')
    .innerJoin('thing', 'thing.id', 'person.thing')
    .select(['thing.id', 'thing.ref'])
    .where('person.login', '=', login)
    .where('thing.state', '=', 'draft')
    .executeTakeFirst()
  if (!person) return
  await db().updateTable('thing').set({ state: 'published' }).where('id', '=', person.id).execute()
  await changed(person.ref, 'people')
  await announce('thing.changed', { ids: [person.id] })
}
