import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import type { Reach } from '../../places/place.ts'

/** How it went. */
export const outcomes = ['worked', 'partly', 'did-not'] as const
export type Outcome = (typeof outcomes)[number]

/** One figure of what came of it: "sorghum, 640, kg per hectare". */
export interface Figure {
  what: string
  value: number
  unit: string
}

/** Where an institution can take a record up. */
export const adoptionForms = ['manual', 'curriculum', 'plan', 'budget', 'law', 'other'] as const
export type AdoptionForm = (typeof adoptionForms)[number]

export const reachesOfAdoption = ['local', 'national', 'regional', 'global'] as const satisfies Reach[]

/** What came of using one record, of all that the viewer may see. */
export interface Evidence {
  /** Uses said by others than those who make or keep it: one for each organisation, one for each member. */
  worked: number
  partly: number
  didNot: number
  /** How many organisations are among those who say so. */
  organisations: number
  /** Uses that its makers and keepers say: they count for nothing. */
  byMakers: number
  adoptions: Record<Reach, number>
  /** Records that adapt it. */
  adaptations: number
}

/** What somebody says: they used a record, and how it went. */
export interface Use {
  id: number
  ref: Ref
  outcome: Outcome
  note: Text
  conditions: Text | null
  adaptation: Text | null
  figures: Figure[]
  /** The id of a place. */
  place: number | null
  /** A year, or a month of it: `2024`, `2024-05`. */
  happened: string | null
  /** As JSON has it, or as the driver. */
  said: string | Date
  changed: string | Date | null
  /** Who says it, where they wish to be named and have not left without a name; the handle where their page is open to the viewer. */
  by: { name: string; handle?: string } | null
  /** For whom they say it. */
  organisation: { slug: string; name: Text } | null
  /** They make or keep the record, so that it counts for nothing. */
  byMaker: boolean
}
