import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '../viewer.ts'

/** What somebody did by which they may be found, where they chose so. */
export type Deed = 'wrote' | 'answered' | 'used' | 'reviewed'

/** That `person` did something, `thing` says so; what that is about, `about` says. */
export interface Doing {
  person: number
  thing: number
  about: number
  what: Deed
}

/** A query of what people did under their name, as far as the viewer may see it. */
export type DoingSource = (viewer: Viewer) => RawBuilder<Doing>

let sources: DoingSource[] = []

/** `kinds.ts` registers them, so that whoever looks for somebody need not know where people do what. */
export function registerDoings(...all: DoingSource[]): void {
  sources = all
}

/** All of it, as one query. */
export const doingsAsked = (viewer: Viewer): RawBuilder<Doing> =>
  sql.join(
    [
      sql`select null::bigint as person, null::bigint as thing, null::bigint as about, null::text as what where false`,
      ...sources.map((source) => source(viewer)),
    ],
    sql` union all `,
  )
