import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { isRef } from '../../base/ids.ts'
import { found, missing } from '../../base/refusal.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { NamedCommunity } from '../community.ts'

export interface LibrariesAround {
  /** Communities that keep the thing at hand, as far as the viewer may see that. */
  keptBy: NamedCommunity[]
  /** The viewer's that do not. */
  mine: NamedCommunity[]
}

const shown = 40

/** The libraries around a `thing`, as one value of JSON. */
export function librariesAsked(viewer: Viewer): RawBuilder<LibrariesAround> {
  const me = viewer.kind === 'person' ? viewer.id : null
  const holders = sql`select item.community from library_item as item where item.target = thing.id and item.removed is null`
  const named = (which: RawBuilder<unknown>) => sql`
    coalesce((select jsonb_agg(jsonb_build_object('slug', slug, 'name', name) order by slug) from (
      select community.slug, community.name from community join thing as holder on holder.id = community.thing
      where holder.state = 'published' and ${visibleTo(viewer, 'holder.circle')} and holder.id <> thing.id and ${which}
      order by community.slug limit ${shown}) as named), '[]')`
  return sql`jsonb_build_object(
    'keptBy', ${named(sql`community.thing in (${holders})`)},
    'mine', ${named(sql`community.rest is distinct from 'closed' and community.thing not in (${holders}) and community.thing in (
      select membership.community from membership where person = ${me} and standing = 'member' and ended is null)`)})`
}

/** A thing that is to go into a library, and into which it could. 403 for strangers, 404 for what is not open to them. */
export async function puttingFor(
  viewer: Viewer,
  ref: string,
): Promise<{ card: Card; around: LibrariesAround }> {
  personOf(viewer)
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ id: number; kind: string; around: LibrariesAround }>`
    select id, kind, ${librariesAsked(viewer)} as around from thing where ref = ${ref} and state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const [card] = await cardsOf(viewer, rows)
  return { card: found(card), around: found(rows[0]).around }
}
