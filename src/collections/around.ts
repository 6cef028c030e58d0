import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { found } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

interface Named {
  ref: Ref
  title: Text
}

export interface Around {
  /** Where a thing stands, as far as the viewer may see that. */
  standsIn: Named[]
  /** The viewer's own that do not hold it, the last changed first. */
  mine: Named[]
}

const shown = 20

/** The collections around a `thing`, as one value of JSON. */
export function aroundAsked(viewer: Viewer): RawBuilder<Around> {
  const me = viewer.kind === 'person' ? viewer.id : null
  const holders = sql`select item.collection from collection_item as item where item.target = thing.id and item.removed is null`
  const named = (which: RawBuilder<unknown>) => sql`
    coalesce((select jsonb_agg(jsonb_build_object('ref', ref, 'title', title) order by changed desc, id) from (
      select holder.ref, holder.changed, holder.id, collection.title
      from collection join thing as holder on holder.id = collection.thing
      where holder.state = 'published' and ${which} order by holder.changed desc, holder.id limit ${shown}) as named), '[]')`
  return sql`jsonb_build_object(
    'standsIn', ${named(sql`collection.thing in (${holders}) and ${visibleTo(viewer, 'holder.circle')}`)},
    'mine', ${named(sql`collection.keeper = ${me} and collection.thing not in (${holders})`)})`
}

/** The same of the thing of that reference. One query. */
export async function around(viewer: Viewer, of: Ref): Promise<Around> {
  const { rows } = await sql<{ around: Around }>`
    select ${aroundAsked(viewer)} as around from thing where ref = ${of}`.execute(db())
  return found(rows[0]).around
}
