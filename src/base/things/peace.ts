import { type RawBuilder, sql } from 'kysely'
import type { Lang } from '../text.ts'
import type { Viewer } from '../viewer.ts'
import { everyKind } from './kinds.ts'

/** What whoever looks at a thing is shown of it, whether it is to be seen by others or not. */
export interface Judged {
  thing: number
  /** Whose moderators look at it; none for those of the instance. */
  community: number | null
  /** Who wrote it; nobody who left their name out. */
  person: number | null
  title: string
  words: string
  lang: Lang
}

/** How the peace is kept over a kind: it can be reported, and as far as the kind says how, taken from sight. */
export interface Peace {
  /** A query of those of these things. Without it what its card says is all there is to see. */
  judged?: (ids: number[]) => RawBuilder<Judged>
  /** Takes it from sight and brings it back. Whoever calls has checked that the viewer may, and audits nothing more. */
  hide?: (viewer: Viewer, thing: number, why: string) => Promise<void>
  show?: (viewer: Viewer, thing: number, why: string) => Promise<void>
  /** What waited for a look stands from now on, and is told then and not before; or does not, and says why to its writer. */
  letThrough?: (viewer: Viewer, thing: number) => Promise<void>
  holdBack?: (viewer: Viewer, thing: number, why: string) => Promise<void>
  /** Of a `thing` of this kind: it is kept from this viewer, though it stands in a circle of theirs. */
  withheld?: (viewer: Viewer) => RawBuilder<boolean>
}

/** What a kind says of it: without anything it cannot be reported. */
export interface Reportable {
  peace?: Peace
}

/** Of a `thing`: its kind keeps it from this viewer. */
export function isWithheld(viewer: Viewer): RawBuilder<boolean> {
  const cases = everyKind().flatMap(({ kind, peace }) =>
    peace?.withheld ? sql`when ${sql.lit(kind)} then ${peace.withheld(viewer)}` : [],
  )
  return cases.length ? sql`(case thing.kind ${sql.join(cases, sql` `)} else false end)` : sql`false`
}

/** What somebody is about to say. */
export interface Written {
  /** Where; nothing for what stands in no community. */
  community: number | null
  /** They look after it, so nothing of theirs waits. */
  keeps: boolean
  /** Markdown. */
  body: string
  /** What else there is to it: a title, choices. */
  also: string[]
  /** It says otherwise what stands already: that cannot wait, so it is refused where it would. */
  again?: true
}

/** Why it waits for a look. */
export interface Wait {
  why: 'newcomer' | 'words'
  /** What of the words did not pass. */
  matched?: string
}

interface Look {
  /** Whether it waits. Refuses what may not be said, and too much at once. */
  check: (viewer: Viewer, written: Written) => Promise<Wait | undefined>
  /** Lays it before those who look, in the transaction that writes it. */
  lay: (thing: number, wait: Wait, at: { community: number | null; lang: Lang }) => Promise<void>
}

let look: Look = { check: async () => undefined, lay: async () => {} }

/** `kinds.ts` says who looks, so that a feature need not know them. */
export function registerLook(one: Look): void {
  look = one
}

export const checkWritten: Look['check'] = (viewer, written) => look.check(viewer, written)
export const layForLook: Look['lay'] = (thing, wait, at) => look.lay(thing, wait, at)
