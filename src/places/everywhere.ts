import { sql } from 'kysely'
import { kept } from '../base/cache/kept.ts'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Place, PlaceLevel } from './place.ts'

/** All places there are, and how they stand in each other: some hundreds, so every process holds them. */
export interface Everywhere {
  byCode: Map<string, Place>
  byId: Map<number, Place>
  /** By what people may write instead of a code: alpha-3, M49 numbers, codes of before. */
  byAlias: Map<string, Place>
  /** What stands in a place, its members if it is a grouping, by its code, in the order of codes. */
  parts: Map<string, Place[]>
}

const keptEverywhere = kept('places', async () => everywhereOf(await readPlaces()))

/** Everything about where things are, in one query or none. */
export async function everywhere(): Promise<Everywhere> {
  dependsOn('places')
  return (await keptEverywhere()) ?? everywhereOf(await readPlaces())
}

/** The same where nothing has to be read for it: `undefined` when it would. */
export const everywhereAtHand = keptEverywhere

/** Places by their codes, or all of them. */
export async function readPlaces(codes?: string[]): Promise<Place[]> {
  const { rows } = await sql<Row>`
    with wanted as (select * from place ${codes ? sql`where code = any(${codes})` : sql``}),
    line as (
      select place_parent.place,
        array_agg(above.code order by position, above.code) filter (where above.level <> 'grouping') as parents,
        array_agg(above.code order by above.code) filter (where above.level = 'grouping') as groupings
      from wanted
        join place_parent on place_parent.place = wanted.thing
        join place as above on above.thing = place_parent.parent
      group by place_parent.place
    )
    select thing.id, thing.ref, thing.circle, code, level, name, short, also, alpha3, m49, formerly, lat, lon,
      coalesce(parents, '{}') as parents, coalesce(groupings, '{}') as groupings
    from wanted join thing on thing.id = wanted.thing left join line on line.place = wanted.thing
    where thing.state = 'published'
    order by code`.execute(db())
  return rows.map(({ alpha3, m49, lat, lon, ...row }) => ({
    ...row,
    ...(alpha3 && { alpha3 }),
    ...(m49 && { m49 }),
    ...(lat !== null && lon !== null && { lat, lon }),
  }))
}

type Row = Omit<Place, 'level' | 'alpha3' | 'm49' | 'lat' | 'lon'> & {
  level: PlaceLevel
  alpha3: string | null
  m49: string | null
  lat: number | null
  lon: number | null
}

function everywhereOf(places: Place[]): Everywhere {
  const lines = places.flatMap((place) =>
    [...place.parents, ...place.groupings].map((above) => ({ above, place })),
  )
  const aliases = places.flatMap((place) =>
    [...place.formerly, place.m49, place.alpha3].map((alias) => ({ alias, place })),
  )
  return {
    byCode: new Map(places.map((place) => [place.code, place])),
    byId: new Map(places.map((place) => [place.id, place])),
    byAlias: new Map(aliases.flatMap(({ alias, place }) => (alias ? [[alias, place]] : []))),
    parts: new Map(
      [...Map.groupBy(lines, ({ above }) => above)].map(([above, some]) => [
        above,
        some.map(({ place }) => place),
      ]),
    ),
  }
}
