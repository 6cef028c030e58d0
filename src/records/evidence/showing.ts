import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import type { Ref } from '../../base/ids.ts'
import { inTermOf } from '../../base/in-term.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { translatedLink } from '../translating/translated-head.ts'
import { adoptionRows } from './adopting.ts'
import { outcomesOf } from './counting.ts'
import { usesRows } from './reading.ts'
import type { Adoption, Outcome, Use } from './use.ts'

/** What the page of a record shows of what came of it. */
export interface Shown {
  /** Nothing for what is no record. */
  of: Ref | null
  outcomes: Partial<Record<Outcome, number>> | null
  /** The newest of what is said. */
  uses: (Use & { total: number })[]
  /** How many came along from elsewhere. */
  elsewhere: number
  adoptions: Adoption[]
  /** Records that adapt it, and those it adapts, the first of each. */
  variants: {
    ref: Ref
    title: Text
    way: 'in' | 'out'
    outcomes: Shown['outcomes']
    /** What those that adapt it say of that; what it says itself stands with how it came to be. */
    changed: Text | null
    failed: Text | null
  }[]
  /** What the viewer said of it for themselves. */
  mine: Ref | null
  /** The viewer makes or keeps it, and is not asked. */
  maker: boolean
  speaksFor: { slug: string; name: Text }[]
}

const newest = 3
const firstAdoptions = 6
const firstVariants = 6

const list = (query: RawBuilder<unknown>) =>
  sql`coalesce((select jsonb_agg(to_jsonb(one)) from (${query}) as one), '[]')`

/** All of that of a `thing`, as one value of JSON. */
export function evidenceAsked(viewer: Viewer): RawBuilder<Shown> {
  dependsOn('records', 'organisations')
  const me = viewer.kind === 'person' ? viewer.id : null
  const variant = sql`
    select other.ref, version.content -> 'title' as title, pair.way, ${outcomesOf('other.id')} as outcomes, pair.changed, pair.failed
    from (
      select link.record as id, 'in' as way, ${translatedLink('changed')} as changed, ${translatedLink('failed')} as failed
        from link where link.rel = 'adapts' and link.target = thing.ref
      union all select target.id, 'out', null, null from link join thing as target on target.ref = link.target where link.rel = 'adapts' and link.record = thing.id
    ) as pair join thing as other on other.id = pair.id join record on record.thing = other.id join version on version.id = record.current
    where other.state = 'published' and ${visibleTo(viewer, 'other.circle')} order by pair.way, other.id limit ${firstVariants}`
  const spoken = sql`
    select slug, organisation.name from representative join organisation on organisation.thing = representative.organisation
    where representative.person = ${me} and ${inTermOf('representative')} order by slug`
  return sql`case when thing.kind = 'record' then jsonb_build_object(
    'of', thing.ref,
    'outcomes', ${outcomesOf('thing.id')},
    'uses', ${list(usesRows(viewer, sql`thing.id`, { perPage: newest }))},
    'elsewhere', (select count(*) from use where use.record = thing.id and person is null and hidden is null),
    'adoptions', ${list(adoptionRows(viewer, sql`thing.id`, firstAdoptions))},
    'variants', ${list(variant)},
    'mine', (select own.ref from use join thing as own on own.id = use.thing where use.record = thing.id and use.person = ${me} and use.organisation is null and withdrawn is null),
    'maker', ${me === null ? sql`false` : sql`is_maker(thing.id, ${me}, null, now())`},
    'speaksFor', ${me === null ? sql`'[]'::jsonb` : list(spoken)}) end`
}
