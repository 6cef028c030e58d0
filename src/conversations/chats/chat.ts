import type { Ref } from '../../base/ids.ts'
import type { Lang } from '../../base/text.ts'

/** Days until a chat goes by itself, sayings and speakers to a page, and what words may be long. */
export const most = { days: 180, perPage: 50, speakers: 20, how: 500, name: 120 }

/** Somebody who spoke in a chat, and whether their words may stand elsewhere. */
export interface Speaker {
  id: number
  name: string
  sayings: number
  /** A member, who is asked like anyone who is quoted. */
  member: { name: string; handle: string } | null
  /** Or when and how they agreed, and how they are credited. */
  agreed: { on: string; how: string; shown: 'named' | 'unnamed'; as: string | null } | null
}

export interface Chat {
  id: number
  ref: Ref
  circle: number
  name: string
  lang: Lang
  app: 'whatsapp' | 'telegram'
  at: string
  /** The day on which it goes by itself. */
  until: string
  messages: number
  sayings: number
  leftOut: { media: string[]; deleted: number; system: number }
  /** How many spoke in it. */
  speakers: number
}

export interface ChatSaying {
  id: number
  ref: Ref
  nth: number
  speaker: string
  at: string | null
  body: string
}
