import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'

export const ways = ['open', 'request', 'invitation'] as const
/** How one comes to belong: at once, by asking, or by being asked. */
export type Joining = (typeof ways)[number]

export const communityRoles = ['facilitator', 'moderator', 'sponsor'] as const
export type CommunityRole = (typeof communityRoles)[number]

export const openings = ['everyone', 'members', 'itself'] as const
/** Who may read it: all, members of the instance, or its own members alone. */
export type OpenTo = (typeof openings)[number]

export const rests = ['quiet', 'dormant', 'closed'] as const
export type Rest = (typeof rests)[number]

/** How long things may be, in characters. */
export const most = { name: 120, question: 300, words: 2_000, conduct: 8_000, line: 300 } as const

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
  /** Until when it has them. */
  resourcesUntil: string | null
  joining: Joining
  openTo: OpenTo
  forGovernments: boolean
  sponsor: NamedOrganisation | null
  home: NamedOrganisation | null
  /** Why it has none. */
  homeless: Text | null
  successor: NamedOrganisation | null
  above: (NamedCommunity & { sort: 'community' | 'programme' }) | null
  /** Where it asks to be a chapter or to take part; for those who facilitate it. */
  asksAbove: NamedCommunity | null
  /** Whom it looks for since a facilitator went and too few stayed. */
  seeking: Text | null
  rest: Rest | null
  parting: Text | null
  version: number
  changed: string
  /** Ids of the places and topics it is about. */
  subjects: number[]
  /** How many people said something in it in each of its last quarters, the newest last. */
  growth: number[]
  /** How many belong to it. */
  size: number
  roles: Charged[]
  /** Whether the viewer follows it, for the form that says so. */
  following: unknown
  /** What the viewer is in it. */
  mine: {
    standing: 'none' | 'asked' | 'invited' | 'member'
    roles: CommunityRole[]
    /** They belong to one of the communities of this programme. */
    through?: boolean
    /** Until when they only read. */
    paused?: string | null
  }
}
