import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'

export const ways = ['open', 'request', 'invitation'] as const
/** How one comes to belong: at once, by asking, or by being asked. */
export type Joining = (typeof ways)[number]

export const communityRoles = ['facilitator', 'moderator', 'sponsor'] as const
export type CommunityRole = (typeof communityRoles)[number]

export type Rest = 'quiet' | 'dormant' | 'closed'

/** So many people at least look after one, so that it does not hang on one. */
export const fewestFacilitators = 2

export interface NamedCommunity {
  slug: string
  name: Text
}

export interface NamedOrganisation {
  slug: string
  name: Text
}

/** Somebody with a role in it; what was offered and not answered yet is seen by them and by those who facilitate. */
export interface Charged {
  id: number
  person: number
  handle: string
  name: string
  role: CommunityRole
  /** Since when; none while it waits for their yes. */
  since: string | null
  until: string | null
  langs: string[]
  own: boolean
}

export interface Community {
  id: number
  ref: Ref
  slug: string
  /** A programme is a community of communities. */
  sort: 'community' | 'programme'
  /** Nothing half-made is public: it is open once its facilitators opened it. */
  state: 'draft' | 'published'
  /** Who may read it. */
  circle: number
  /** Its members' circle. */
  members: number
  name: Text
  question: Text | null
  conditions: Text | null
  purpose: Text | null
  conduct: Text | null
  resources: Text | null
  joining: Joining
  forGovernments: boolean
  sponsor: NamedOrganisation | null
  home: NamedOrganisation | null
  successor: NamedOrganisation | null
  above: (NamedCommunity & { sort: 'community' | 'programme' }) | null
  rest: Rest | null
  parting: Text | null
  version: number
  changed: string
  /** Ids of the places and topics it is about. */
  subjects: number[]
  /** How many belong to it. */
  size: number
  roles: Charged[]
  /** What the viewer is in it. */
  mine: { standing: 'none' | 'asked' | 'invited' | 'member'; roles: CommunityRole[] }
}
