import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { Ref } from '../base/ids.ts'
import { cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { site } from '../ui/site.ts'

/** What an address of ours names: a thing by its reference, or by what its kind goes by. */
export interface Name {
  noun: string
  name: string
}

/** The name in the address of a page here, or a reference by itself; nothing in an address elsewhere. */
export function nameIn(address: string): Name | undefined {
  if (Ref.safeParse(address).success) return { noun: '', name: address }
  const { origin } = site()
  const here = (origin && address.startsWith(`${origin}/`)) || /^\/(?!\/)/.test(address)
  if (!here || !URL.canParse(address, 'https://here.invalid')) return undefined
  const [, noun = '', name = ''] = new URL(address, 'https://here.invalid').pathname.split('/')
  return { noun, name: decoded(name) }
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
  { noun, name }: Name,
): Promise<{ id: number; kind: string } | undefined> {
  const { rows } = await sql<{ id: number; kind: string }>`
    with named as (
      select id as thing from thing where ref = ${name} and ${noun} in ('', 'records', 'collections')
      union all select thing from place where code = ${name} and ${noun} = 'places'
      union all select thing from concept where slug = ${name} and ${noun} = 'topics'
      union all select thing from vocabulary where slug = ${name} and ${noun} = 'vocabularies'
      union all select thing from instrument where slug = ${name} and ${noun} = 'instruments'
      union all select thing from organisation where slug = ${name} and ${noun} = 'organisations'
      union all select thing from community where slug = ${name} and ${noun} = 'communities'
      union all select thing from person where handle = ${name} and ${noun} = 'people')
    select thing.id, thing.kind from thing join named on named.thing = thing.id
    where thing.state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return (await cardsOf(viewer, rows)).length ? rows[0] : undefined
}
