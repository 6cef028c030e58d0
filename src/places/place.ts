import { z } from 'zod'
import { reader } from '../base/i18n/reader.ts'
import { label, t } from '../base/i18n/t.ts'
import { Ref } from '../base/ids.ts'
import { Labels, Lang } from '../base/text.ts'
import { type Url, url } from '../ui/url.ts'

/** What a place is. A grouping overlaps the others: countries that do something together. */
export const placeLevels = ['world', 'region', 'country', 'area', 'grouping'] as const
export type PlaceLevel = (typeof placeLevels)[number]

/** `NE` (ISO 3166-1 alpha-2), `011` (UN M49), `001` the world, `ECOWAS`, `NE-5` an area below. */
const PlaceCode = z
  .string()
  .max(40)
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'not a code of capitals and digits such as "NE", "011" or "NE-5"')

/** A place as it travels: packs and importPlaces speak this. */
export const GivenPlace = z
  .strictObject({
    code: PlaceCode,
    level: z.enum(placeLevels).default('area'),
    /** What it stands in; of several, the first is its main line. Only the world has none. */
    parent: z.union([PlaceCode, z.array(PlaceCode).min(1)]).optional(),
    name: Labels.refine((name) => Object.keys(name).length > 0, 'a place has a name in some language'),
    short: Labels.default({}),
    also: z.record(Lang, z.array(z.string())).default({}),
    alpha3: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    m49: z
      .string()
      .regex(/^[0-9]{3}$/)
      .optional(),
    formerly: z.array(PlaceCode).default([]),
    /** Degrees north, degrees east. */
    lat: z.number().min(-90).max(90).optional(),
    lon: z.number().min(-180).max(180).optional(),
    /** Who belongs to a grouping. */
    members: z.array(PlaceCode).optional(),
    /** As the API gives them, and not taken in: references are made here, and a grouping names its members itself. */
    ref: Ref.optional(),
    groupings: z.array(PlaceCode).optional(),
  })
  .refine((place) => (place.lat === undefined) === (place.lon === undefined), 'lat and lon go together')
  .refine(
    (place) => (place.level === 'world') === (place.parent === undefined),
    'every place but the world has a parent',
  )
  .refine(
    (place) => (place.level === 'grouping') === (place.members !== undefined),
    'groupings have members, other places a parent',
  )
export type GivenPlace = z.input<typeof GivenPlace>

/** A place as it is kept. */
export interface Place {
  id: number
  ref: Ref
  circle: number
  code: string
  level: PlaceLevel
  name: Labels
  short: Labels
  also: Record<Lang, string[]>
  alpha3?: string
  m49?: string
  formerly: string[]
  lat?: number
  lon?: number
  /** Codes of what it stands in, its main line first; groupings it belongs to are apart. */
  parents: string[]
  groupings: string[]
}

/** Level as the domain has it: how far what is known there reaches. */
export const reaches = {
  area: 'local',
  country: 'national',
  region: 'regional',
  grouping: 'regional',
  world: 'global',
} as const
export type Reach = (typeof reaches)[PlaceLevel]

export const placeUrl = ({ code }: { code: string }): Url => url`/places/${code}`

/** Its name for this reader. */
export const placeName = (place: Pick<Place, 'name'>): string => label(place.name)

/** Its abbreviation where this reader's language has one, for lists of links: "ECOWAS". */
export const shortName = (place: Pick<Place, 'name' | 'short'>): string =>
  place.short[reader().lang] ?? label(place.name)

/** What it is, in the reader's words. */
export function levelName(level: PlaceLevel): string {
  const names: Record<PlaceLevel, () => string> = {
    world: () => t('places.world'),
    region: () => t('places.region'),
    country: () => t('places.country'),
    area: () => t('places.area'),
    grouping: () => t('places.grouping'),
  }
  return names[level]()
}

/** The level in the reader's words: "National level". */
export function reachName(reach: Reach): string {
  const names: Record<Reach, () => string> = {
    local: () => t('places.local'),
    national: () => t('places.national'),
    regional: () => t('places.regional'),
    global: () => t('places.global'),
  }
  return names[reach]()
}
