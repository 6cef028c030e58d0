import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Labels } from '../base/text.ts'

export interface Branch {
  id: number
  slug: string
  label: Labels
  /** How many topics stand right under it; more than `narrower` shows where the tree was cut. */
  count: number
  narrower: Branch[]
}

interface BranchRow extends Omit<Branch, 'narrower'> {
  /** From the top down; the driver gives the keys of an array as words. */
  way: string[]
}

/**
 * The top topics of a vocabulary with those under them, level by level, until there are `limit`. A
 * topic under two stands under both. Deprecated ones are left out. One query.
 */
export async function treeOf(vocabulary: number, limit = 400): Promise<Branch[]> {
  dependsOn('topics')
  const { rows } = await sql<BranchRow>`
    with recursive branch as (
      (select thing as id, array[thing] as way from concept
        where vocabulary = ${vocabulary} and not deprecated and not exists (
          select from broader join concept above on above.thing = broader.broader and not above.deprecated
          where broader.concept = concept.thing)
        order by slug)
      union all
      select broader.concept, branch.way || broader.concept from branch join broader on broader.broader = branch.id
      join concept on concept.thing = broader.concept and not concept.deprecated
      where not broader.concept = any(branch.way))
    select branch.id, branch.way, slug, pref_labels as label,
      (select count(*) from broader join concept narrower on narrower.thing = broader.concept and not narrower.deprecated
        where broader.broader = branch.id) as count
    from (select * from branch limit ${limit}) as branch join concept on concept.thing = branch.id`.execute(
    db(),
  )
  const byWay = new Map(
    rows.map(({ id, slug, label, count, way }) => [
      way.join('/'),
      { id, slug, label, count, narrower: [] } as Branch,
    ]),
  )
  const tops: Branch[] = []
  for (const { way } of rows) {
    const above = byWay.get(way.slice(0, -1).join('/'))
    ;(above?.narrower ?? tops).push(byWay.get(way.join('/'))!)
  }
  return tops
}
