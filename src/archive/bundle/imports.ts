import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import type { Stayed } from './undoing.ts'

const perPage = 20

/** A bundle that was taken in. */
export interface Imported {
  ref: Ref
  name: Text
  /** The end of its community's address, where that is here. */
  slug: string | null
  origin: string
  signed: boolean
  at: string
  state: 'done' | 'undoing' | 'undone' | 'failed'
  finished: string | null
  stayed: Stayed[]
  /** How many things it made that are still here. */
  things: number
}

export interface Imports {
  imports: Imported[]
  total: number
  size: number
}

/** Bundles that were taken in, the newest first, and what is left of each: for operators. One query. */
export async function importsOf(viewer: Viewer, page: number): Promise<Imports> {
  if (!holds(viewer, 'operator')) refuse('forbidden', 'bundle.onlyOperators')
  dependsOn('communities')
  const { rows } = await sql<Imported & { total: number }>`
    select bundle_import.ref, bundle_import.name, bundle_import.origin, signed, bundle_import.at, bundle_import.state, finished, stayed,
      (select slug from community join thing on thing.id = community.thing where thing.ref = bundle_import.community) as slug,
      (select count(*)::int from bundle_thing where import = bundle_import.id and within is null and not undone) as things,
      count(*) over ()::int as total
    from bundle_import order by id desc limit ${perPage} offset ${(page - 1) * perPage}`.execute(db())
  return { imports: rows, total: rows[0]?.total ?? 0, size: perPage }
}
