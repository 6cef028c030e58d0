import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import type { Joining } from '../../communities/community.ts'

export const most = {
  /** Cards of what may answer it already, and communities that are proposed. */
  alike: 5,
  proposed: 3,
  listed: 20,
  /** Working days until those on duty are reminded, and until it has waited too long. */
  remindAfter: 3,
  patience: 5,
  /** So often in a week is one person asked to answer something. */
  callsAWeek: 3,
}

/** What is chosen where a community is not among the proposed ones. */
export const another = ':another'

/** What somebody asks before it is sent. */
export interface Typed {
  title: string
  body: string
  lang: string
  /** By name or address. */
  topic: string
  place: string
  sealed: boolean
  /** The reference of what is asked about. */
  concerning: string
}

/** A community that may be the one for a question, with what speaks for it. */
export interface Proposal {
  id: number
  slug: string
  name: Text
  question: Text | null
  joining: Joining
  /** The viewer belongs to it. */
  mine: boolean
  why: { topic: boolean; place: boolean; words: number; lang: boolean }
}

/** A question that stands at the door or came in by it. */
export interface DoorQuestion {
  id: number
  ref: Ref
  title: string
  lang: string
  asked: string
  posts: number
  /** Where it stands; nowhere yet where it has no home. */
  home: { slug: string; name: Text } | null
  /** Which community is asked to take it. */
  wish: { slug: string; name: Text } | null
  about: number[]
  sealed: boolean
  /** The community by which the viewer may take it, where it waits for one they facilitate. */
  takes?: string | null
}
