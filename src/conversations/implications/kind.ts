import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Kind } from '../../base/things/kinds.ts'
import { implicationsPanel } from './panel.tsx'

/** An implication stands on the pages of its thread and its policy, and has none that is found by itself. */
export const implicationsKind: Kind = {
  kind: 'implication',
  noun: 'implications',
  cards: async () => new Map(),
  searchable: async () => [],
  panel: implicationsPanel,
  saidBy: async (person) => {
    const { rows } = await sql<{ words: string; lang: string; at: string; thread: string }>`
      select words, implication.lang, at, ref as thread from implication join thing on thing.id = implication.thread where by = ${person} order by at`.execute(
      db(),
    )
    return { implications: rows }
  },
  keeperLeft: async (person, { unnamed }) => {
    if (!unnamed) return
    for (const table of ['implication', 'implication_version', 'implication_outcome'] as const)
      await db().updateTable(table).set({ by: null }).where('by', '=', person).execute()
  },
}
