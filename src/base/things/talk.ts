import { type RawBuilder, sql } from 'kysely'
import type { Url } from '../../ui/url.ts'
import type { Ref } from '../ids.ts'
import type { Lang } from '../text.ts'
import type { Viewer } from '../viewer.ts'

/** A conversation or whatever else holds what people said, as whoever writes it up finds it. */
export interface TalkHead {
  id: number
  ref: Ref
  title: string
  lang: Lang
  href: Url
  /** Those who may read it. */
  circle: number
  /** How many pages of passages it has. */
  pages: number
  /** The viewer may write it up. */
  mayWriteUp: boolean
}

/** So much of what was said as stands for itself: a paragraph. */
export interface Saying {
  /** What it was said in, such as a post: its thing, and its reference. */
  said: number
  ref: Ref
  /** Which piece of it: the same as long as its words are. */
  piece: string
  words: string
  lang: Lang
  /** Who said it, as far as that is shown; nobody where it was said without a name. */
  by: string | null
  sealed: boolean
}

/** A kind of thing that holds what people said, and can be written up as a record. */
export interface Talk {
  kind: string
  /** The noun of its addresses, and of what is said in it. */
  noun: string
  saidNoun: string
  /** The refusals of its own pages: 404 for what is not open to the viewer. */
  headFor: (viewer: Viewer, ref: string) => Promise<TalkHead>
  /** A page of what was said, in its order, as far as the viewer may read it. */
  sayings: (viewer: Viewer, talk: TalkHead, page: number) => Promise<Saying[]>
  /** The same of what these references name. */
  sayingsOf: (viewer: Viewer, talk: TalkHead, refs: string[]) => Promise<Saying[]>
  /** Of a thing named `source` in the query: its title and the language of that, as one value of JSON. */
  titled: RawBuilder<{ title: string; lang: Lang }>
  /**
   * A query of `said` and `person`: who said what can still be read, those who did without a name too. To ask
   * them, never to show who it was.
   */
  speakers: RawBuilder<{ said: number; person: number | null }>
  /** A query of `said`, `person` and `since`: what those who keep the peace took from sight, by whom it was said, and when they did. */
  hidden: RawBuilder<Hidden>
  /** Only whoever brought it sees it: those who are asked find what is theirs where it is written up. */
  closed?: true
  /** A query of who agreed elsewhere to what they said: how that was, and under which name they are credited, if under one. */
  agreed?: RawBuilder<{ said: number; note: string; name: string | null }>
}

interface Hidden {
  said: number
  person: number | null
  since: string
}

const talks = new Map<string, Talk>()

/** `kinds.ts` registers them, so that records need not know where people talk. */
export function registerTalks(...all: Talk[]): void {
  for (const one of all) talks.set(one.kind, one)
}

export const everyTalk = (): Talk[] => [...talks.values()]

export const talkOf = (kind: string): Talk | undefined => talks.get(kind)

/** Who said what, of every kind of talk, as one query. */
export const speakersAsked = (): RawBuilder<{ said: number; person: number | null }> =>
  sql.join(
    [
      sql`select null::bigint as said, null::bigint as person where false`,
      ...everyTalk().map(({ speakers }) => speakers),
    ],
    sql` union all `,
  )

/** What was taken from sight, of every kind of talk, as one query. */
export const hiddenAsked = (): RawBuilder<Hidden> =>
  sql.join(
    [
      sql`select null::bigint as said, null::bigint as person, null::timestamptz as since where false`,
      ...everyTalk().map(({ hidden }) => hidden),
    ],
    sql` union all `,
  )

/** What people agreed to elsewhere, of every kind of talk, as one query. */
export const agreedAsked = (): RawBuilder<{ said: number; note: string; name: string | null }> =>
  sql.join(
    [
      sql`select null::bigint as said, null::text as note, null::text as name where false`,
      ...everyTalk().flatMap(({ agreed }) => agreed ?? []),
    ],
    sql` union all `,
  )

/** The kinds of talk that only whoever brought it sees. */
export const closedTalks = (): string[] => everyTalk().flatMap(({ kind, closed }) => (closed ? kind : []))

/** What a conversation named `source` in the query is called, of whatever kind it is. */
export const titleAsked = (): RawBuilder<{ title: string; lang: Lang } | null> => {
  const all = everyTalk().map(({ kind, titled }) => sql`when ${sql.lit(kind)} then ${titled}`)
  return all.length ? sql`(case source.kind ${sql.join(all, sql` `)} end)` : sql`null::jsonb`
}
