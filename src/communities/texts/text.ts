import type { Lang } from '../../base/text.ts'

/** In characters; and how many of a list stand on a page. */
export const most = {
  title: 200,
  body: 60_000,
  note: 300,
  words: 300,
  reason: 1_000,
  address: 2_000,
  listed: 24,
}

/** Who wrote something; the handle where their page is open to the viewer. Nobody where they left without a name. */
export interface Author {
  name: string
  handle?: string
}

/** A text as it was saved once: what a version says of itself. */
export interface VersionHead {
  number: number
  title: string
  lang: Lang
  at: string
  /** What was changed, in a sentence. */
  note: string | null
  by: Author | null
}

export interface Version extends VersionHead {
  /** Markdown. */
  body: string
}

/** What somebody saves. */
export interface Saying {
  /** None for an answer, whose question is its title. */
  title: string
  body: string
  lang: string
  note: string
  /** The version it set out from; 0 where there was none. */
  version: number
}
