import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { announce } from '../../base/outbox/announce.ts'
import { signatureOf } from '../../base/signing.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Messages of a list may be a member's, by their address. */
    'list.offered': { author: number }
  }
}

/** What an address is known by: nobody gets it back from that, and nobody without our secret tries others. */
export const hashOf = (address: string): string =>
  signatureOf(`lists.address ${address.trim().toLowerCase()}`).toString('hex').slice(0, 40)

/** By which secret that is: nobody is found again by another. */
export const keySign = (): string => signatureOf('lists.key').toString('hex').slice(0, 8)

/** Somebody who wrote on a list, as a batch of messages knows them. */
export interface Author {
  id: number
  hash: string
  person: number | null
  wish: 'unnamed' | 'removed' | null
}

/** Those of a batch, made where they are not there yet; who asked not to be named stays without. */
export async function authorsFor(
  community: number,
  given: { hash: string; name: string }[],
): Promise<Map<string, Author>> {
  const once = [...new Map(given.map((one) => [one.hash, one])).values()]
  const { rows } = await sql<Author>`
    insert into mail_author (community, name, address_hash, key_sign)
    select ${community}, name, hash, ${keySign()} from unnest(${once.map(({ name }) => name)}::text[], ${once.map(({ hash }) => hash)}::text[]) as one (name, hash)
    on conflict (community, address_hash) do update set name = case when mail_author.name = '' and mail_author.wish is null then excluded.name else mail_author.name end
    returning id, address_hash as hash, person, wish`.execute(db())
  return new Map(rows.map((one) => [one.hash, one]))
}

/** Asks members whose confirmed address has the same hash whether these are theirs; each once. */
export async function offerToMembers(community: number): Promise<void> {
  const { rows } = await sql<{ person: number; email: string }>`
    select person.thing as person, "user".email from membership join person on person.thing = membership.person
      join login."user" on "user".id = person.login
    where membership.community = ${community} and standing = 'member' and membership.ended is null and "user"."emailVerified"`.execute(
    db(),
  )
  const { rows: offered } = await sql<{ id: number }>`
    update mail_author set offered_to = one.person
    from unnest(${rows.map(({ person }) => person)}::bigint[], ${rows.map(({ email }) => hashOf(email))}::text[]) as one (person, hash)
    where community = ${community} and address_hash = one.hash and offered_to is null and claimed is null and wish is null
      and exists (select from post where post.mail_author = mail_author.id)
    returning id`.execute(db())
  for (const { id } of offered) await announce('list.offered', { author: id })
}
