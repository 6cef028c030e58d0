import { type RawBuilder, sql } from 'kysely'
import { site } from '../../ui/site.ts'
import { db } from '../database/database.ts'
import { isRef, Ref } from '../ids.ts'
import { type Viewer, visibleTo } from '../viewer.ts'
import { cardsOf, everyKind, type Kind } from './kinds.ts'

/** The parts of an address of ours, or a reference by itself: what names a thing. */
export type Name = string[]

/** The name in the address of a page here, or a reference by itself; nothing in an address elsewhere. */
export function nameIn(address: string): Name | undefined {
  if (Ref.safeParse(address).success) return [address]
  const { origin } = site()
  const here = (origin && address.startsWith(`${origin}/`)) || /^\/(?!\/)/.test(address)
  if (!here || !URL.canParse(address, 'https://here.invalid')) return undefined
  return new URL(address, 'https://here.invalid').pathname.split('/').slice(1).map(decoded)
}

function decoded(part: string): string {
  try {
    // No name holds a NUL, nor does PostgreSQL.
    return decodeURIComponent(part).replaceAll('\0', '')
  } catch {
    return part
  }
}

/** The published thing of that name, if the viewer may see it and its kind can be shown among others. */
export async function thingNamed(
  viewer: Viewer,
  name: Name,
): Promise<{ id: number; kind: string } | undefined> {
  const [first = '', second = ''] = name
  const asked = isRef(first)
    ? [sql`select id as thing from thing where ref = ${first}`]
    : everyKind().flatMap(({ kind, noun, named }) => {
        if (named) return named(name) ?? []
        return first === noun && isRef(second)
          ? sql`select id as thing from thing where ref = ${second} and kind = ${kind}`
          : []
      })
  if (asked.length === 0) return undefined
  const { rows } = await sql<{ id: number; kind: string }>`
    with named as (${sql.join(asked, sql` union all `)})
    select thing.id, thing.kind from thing join named on named.thing = thing.id
    where thing.state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return (await cardsOf(viewer, rows)).length ? rows[0] : undefined
}

/** For a kind whose pages stand under a noun and a name, by the query that finds one. */
export const namedUnder =
  (noun: string, query: (name: string) => RawBuilder<{ thing: number }>): Kind['named'] =>
  ([first, name]) =>
    first === noun && name ? query(name) : undefined
