import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import type { Reach } from '../../places/place.ts'

/** How it went. */
export const outcomes = ['worked', 'partly', 'did-not'] as const
export type Outcome = (typeof outcomes)[number]

/** Counts of outcomes as the database gives them, none left out. */
export const triedOf = (said: Partial<Record<Outcome, number>> | null): Tried => ({
  worked: said?.worked ?? 0,
  partly: said?.partly ?? 0,
  didNot: said?.['did-not'] ?? 0,
})

/** So many figures one form takes. */
export const figureRows = [1, 2, 3] as const

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

/** Uses said by others than those who make or keep a record: one for each organisation, one for each member. */
export interface Tried {
  worked: number
  partly: number
  didNot: number
}

export const triedTimes = ({ worked, partly, didNot }: Tried): number => worked + partly + didNot

/** What came of using one record, of all that the viewer may see. */
export interface Evidence extends Tried {
  /** How many organisations are among those who say so. */
  organisations: number
  /** Uses that its makers and keepers say: they count for nothing. */
  byMakers: number
  /** Uses that came along from elsewhere: they count for nothing here. */
  elsewhere: number
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
  /** For whom they say it; without an address where it is not of here. */
  organisation: { slug?: string; name: Text } | null
  /** They make or keep the record, so that it counts for nothing. */
  byMaker: boolean
  /** It came along with a community and nobody with an account here says it, so that it counts for nothing. */
  elsewhere: {
    /** The fingerprint of the instance where it was said. */
    origin: string
    /** It counts there. */
    counts: boolean
  } | null
}

/** An institution took a record up. */
export interface Adoption {
  id: number
  form: AdoptionForm
  level: Reach
  /** The id of a place. */
  place: number | null
  year: number | null
  link: string | null
  note: Text | null
  /** An organisation of here, else a name. */
  organisation: { slug: string; name: Text } | null
  institution: string | null
  /** Who says so; nothing where they left without a name. */
  by: string | null
  confirmed: boolean
  /** The organisation itself says so. */
  ownWord: boolean
  /** It came along with a community, where the organisation itself said so; it counts for nothing here. */
  elsewhere: boolean
  /** The viewer said it. */
  mine: boolean
  /** The viewer speaks for that organisation. */
  mineToSay: boolean
}
