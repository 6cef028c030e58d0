import type { InterfaceLanguage } from '../../base/i18n/reader.ts'
import type { Text } from '../../base/text.ts'

/** A program that reads what we sign, or a chat that has such an address for messages. */
export const hookKinds = ['signed', 'slack', 'teams', 'mattermost'] as const
export type HookKind = (typeof hookKinds)[number]

/** What can be told; what a receiver sees as `type`, so they stay as they are. */
export const hookEvents = [
  'thread.opened',
  'post.written',
  'answer.accepted',
  'record.published',
  'record.used',
  'record.withdrawn',
  'question.answered',
  'member.joined',
] as const
export type HookEvent = (typeof hookEvents)[number]

export const rhythms = ['each', 'daily'] as const
export type Rhythm = (typeof rhythms)[number]

/** Whose it is: what everyone in a community may see, what one person may see, or what is open to everyone. */
export type HookOwner =
  | { of: 'community'; id: number; circle: number; slug: string; name: Text }
  | { of: 'person'; id: number }
  | { of: 'site' }

export interface Hook {
  id: number
  kind: HookKind
  name: string
  /** Of its address nothing else is shown. */
  host: string
  events: HookEvent[]
  lang: InterfaceLanguage
  rhythm: Rhythm
  made: string
  failingSince: string | null
  off: string | null
  offWhy: 'chosen' | 'failing' | 'gone' | null
  owner: HookOwner
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'dropped'

export interface Delivery {
  id: number
  message: string
  event: HookEvent | 'test'
  at: string
  state: DeliveryState
  tries: number
  nextTry: string
  tried: string | null
  status: number | null
  fault: Fault | null
}

/** `private`: a private address; `silent`: no answer in time; `redirect`: it sends elsewhere, where we do not go. */
export type Fault = 'private' | 'silent' | 'redirect' | 'large'

export const most = {
  /** Of one owner. */
  hooks: 10,
  name: 80,
  address: 2_000,
  /** Deliveries on a page. */
  listed: 20,
  /** Bytes of what is sent. */
  bytes: 200_000,
  /** Lines of one digest. */
  lines: 20,
}

/** Minutes after each failure until it is tried again, as the specification of Standard Webhooks advises; then it has failed. */
export const pauses = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440]

/** After so many days without one success a hook is turned off. */
export const patience = 5

/** In hours: so long the secret before signs as well, and a digest goes at this hour, UTC. */
export const hours = { bothSecrets: 24, digest: 7 }
