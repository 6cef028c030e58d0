import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { everyone, holds, members, type Viewer } from '../base/viewer.ts'
import type { Audience } from '../people/profile.ts'

/** How long things may be, in characters, and how much a collection holds. */
export const most = {
  title: 200,
  introduction: 8_000,
  note: 2_000,
  address: 2_000,
  items: 500,
  /** A collection in a collection in …: so many deep, the outermost counted. */
  levels: 4,
} as const

export interface Keeper {
  id: number
  handle: string
  /** Nothing where the viewer may not see who they are. */
  name: string | null
  left: boolean
}

export interface Collection {
  id: number
  ref: Ref
  audience: Audience
  title: Text
  introduction: Text | null
  /** The query of a saved search. */
  rule: string | null
  /** Counts changes. */
  version: number
  changed: Date
  keeper: Keeper | null
  /** The places and topics it is about. */
  subjects: { id: number; kind: string }[]
  /** How many of the things picked by hand the viewer may see. */
  size: number
  /** All things picked by hand, for a search to leave out: also those the viewer may not see. */
  picked: number[]
  /** Those it stands in, as far as the viewer may see them. */
  within: { ref: Ref; title: Text }[]
  /** The viewer may change it. */
  keeps: boolean
  /** It is the viewer's own. */
  mine: boolean
}

/** Who keeps it, and whoever curates one of these subjects, or everything. */
export const mayChange = (viewer: Viewer, keeper: number | null, subjects: readonly number[]): boolean =>
  (viewer.kind === 'person' && viewer.id === keeper) || holds(viewer, 'curator', subjects)

export const audienceOf = (circle: number): Audience =>
  circle === everyone ? 'everyone' : circle === members ? 'members' : 'me'

/** Who keeps it, in the reader's words. */
export function keeperName(keeper: Keeper | null): string {
  if (!keeper) return t('collections.nobody')
  if (keeper.left) return t('collections.leftMember')
  return keeper.name ?? t('collections.aMember')
}
