import { db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Change } from './changes.ts'
import type { Definition } from './definition.ts'
import { definitionOf, type Edition, editionFor } from './editions.ts'
import { inferOperations } from './inferring.ts'

/** What an edition did to the one before it. */
export interface Step {
  last: Definition
  next: Definition
  changes: Change[]
}

/** Changes found by laying two editions side by side: each operation speaks for itself. */
export const changesBetween = (last: Definition, next: Definition): Change[] =>
  inferOperations(last, next).map((operation) => ({ operations: [operation] }))

/** Keeps what an edition did to the one before it; what was told takes the place of what was found. */
export async function keepChanges(
  edition: number,
  before: number,
  changes: Change[],
  told: boolean,
): Promise<void> {
  const row = { edition, before, changes: JSON.stringify(changes), told }
  await db()
    .insertInto('edition_change')
    .values(row)
    .onConflict((c) => c.column('edition').doUpdateSet({ changes: row.changes, told }))
    .execute()
}

/** What an edition did to the one before, and whether its makers told it; none for a first edition. */
export async function changesOf(
  edition: number,
): Promise<{ before: number; changes: Change[]; told: boolean } | undefined> {
  const row = await db()
    .selectFrom('edition_change')
    .select(['before', 'told'])
    .select((e) => e.cast<string>('changes', 'text').as('json'))
    .where('edition', '=', edition)
    .executeTakeFirst()
  return row && { before: row.before, told: row.told, changes: JSON.parse(row.json) as Change[] }
}

/**
 * The way from one edition of an instrument to its current one, or to another, step by step. One that no step leads on
 * from, such as one taken in late, is laid beside the one it leads to. Refuses one that is there already.
 */
export async function stepsFrom(
  slug: string,
  from: Edition,
  name?: string,
): Promise<{ to: Edition; steps: Step[] }> {
  const to = found(await editionFor(slug, name))
  if (to.id === from.id) refuse('conflict', 'instruments.newestAlready', { edition: from.name })
  const steps: Step[] = []
  for (let at = to.id; at !== from.id; ) {
    const told = await changesOf(at)
    if (!told) {
      const [last, next] = [await definitionOf(from.id), await definitionOf(to.id)]
      return { to, steps: [{ last, next, changes: changesBetween(last, next) }] }
    }
    const [last, next] = [await definitionOf(told.before), await definitionOf(at)]
    steps.unshift({ last, next, changes: told.changes })
    at = told.before
  }
  return { to, steps }
}
