import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'

/** What somebody chose; neither where they chose nothing. */
export interface Choice {
  /** They may be found by what they did. */
  findable: boolean
  /** They may be asked about a need that nobody answered. */
  askable: boolean
}

export async function choiceOf(viewer: Viewer): Promise<Choice> {
  const { rows } = await sql<Choice>`
    select findable, askable from exchange_choice where person = ${personOf(viewer)}`.execute(db())
  return rows[0] ?? { findable: false, askable: false }
}

/** Keeps what the viewer chose; it holds from this moment on. */
export function choose(viewer: Viewer, { findable, askable }: Choice): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    await sql`
      insert into exchange_choice (person, findable, askable) values (${me}, ${findable}, ${askable})
      on conflict (person) do update set findable = excluded.findable, askable = excluded.askable, at = now()`.execute(
      db(),
    )
    await changed('experts')
  })
}
