import type { Ref } from '../base/ids.ts'
import type { Lang, Text } from '../base/text.ts'
import type { Poll } from './poll.ts'
import type { Summary } from './summary.ts'

export const forms = ['discussion', 'question', 'poll', 'prompt', 'moderated'] as const
export type ThreadForm = (typeof forms)[number]

/** In characters, and in posts. */
export const most = { title: 200, body: 40_000, perPage: 20, listed: 20, asked: 5 }

/** Where a thread stands, as far as it matters for who may do what. */
export interface ThreadHome {
  id: number
  slug: string
  name: Text
  state: 'draft' | 'published'
  rest: 'quiet' | 'dormant' | 'closed' | null
  subjects: number[]
  mine: {
    standing: 'none' | 'asked' | 'invited' | 'member'
    roles: ('facilitator' | 'moderator' | 'sponsor')[]
    through?: boolean
    /** Until when they only read. */
    paused?: string | null
  }
}

export interface Thread {
  id: number
  ref: Ref
  /** Those who may read it: of its community, or everyone. */
  circle: number
  community: ThreadHome | null
  form: ThreadForm
  title: string
  lang: Lang
  /** The record, page or question of the agenda on whose page it also stands. */
  concerning: { id: number; ref: Ref; kind: string; policy: boolean } | null
  opened: string
  until: string | null
  pinned: boolean
  closed: { at: string; why: string | null } | null
  /** The reference of the post that answers it. */
  accepted: Ref | null
  /** Its posts stand in this one now. */
  mergedInto: Ref | null
  posts: number
  lastAt: string
  poll: Poll | null
  summaries: Summary[]
  /** Whether the viewer follows it, for the form that says so. */
  following: unknown
  /** What panels of its page are drawn from; empty where they were not asked. */
  panels: Record<string, never>
  /** The viewer opened it, be it without a name. */
  own: boolean
  /** The viewer said something in it without a name: what they say by name could tell who that was. */
  unnamed: boolean
  /** It came in by the door: whoever asked writes in it as a guest. */
  door: boolean
  /** The viewer asked at the door what was put into this thread. */
  guest: boolean
  /** Ids of the places and topics that it is said to be about. */
  about: number[]
  /** The viewer is on duty at the door. */
  onDuty: boolean
  /** Nobody else sees it before somebody looked at it. */
  waits: boolean
}

export interface Post {
  id: number
  ref: Ref
  /** Its place in the thread, which it keeps. */
  nth: number
  /** Nobody where it was asked without a name, or whoever wrote it left. The handle where their page is open to the viewer. */
  author: { name: string; handle?: string } | null
  /** Asked without a name. */
  sealed: boolean
  /** It was brought along from a list, and nobody here took it on: the name is what the list had. */
  fromList: boolean
  /** For whom they speak; else for themselves. */
  organisation: { slug: string; name: Text } | null
  /** What a provider of services has to gain from it. */
  interest: string | null
  lang: Lang
  /** Markdown; empty where it is hidden. */
  body: string
  part: 'topic-note' | 'synthesis' | 'consolidated-reply' | null
  /**
   * It came by mail: nothing where it was written here. What was left out of that is for whoever wrote it alone, and of
   * what a list brought along for its community: what they quoted others said, elsewhere or to fewer, and under their
   * mails may stand where to call them.
   */
  mail: { rest: string | null } | null
  /** The post it answers. */
  answers: { ref: Ref; nth: number } | null
  at: string
  edited: string | null
  hidden: { at: string; why: string | null } | null
  /** It came in a bundle without its words: whoever wrote it wished so, or it was taken from sight there. */
  left: 'stays' | 'hidden' | null
  /** The viewer's own: it waits for a look, or was not let through, and why. */
  held: { at: string; why: string | null } | null
  /** The viewer wants to see less of whoever wrote it. */
  folded: boolean
  thanks: number
  thanked: boolean
  own: boolean
}
