import type { ForeignKey } from './catalogue.ts'

/**
 * In which order tables can be filled so that what a row points at is there before it, and the keys of
 * rings (a questionnaire names its newest edition, which names its questionnaire), which have to wait
 * until all is in. A table that points at itself needs neither: a key is looked at once all of its rows
 * are in. Keys that can wait anyway count for nothing.
 */
export function loadOrder(tables: string[], keys: ForeignKey[]): { order: string[]; mustWait: ForeignKey[] } {
  const order: string[] = []
  const mustWait: ForeignKey[] = []
  const left = new Set(tables)
  const binding = keys.filter(({ child, parent, deferrable }) => child !== parent && !deferrable)
  const openOf = (table: string) => binding.filter((key) => key.child === table && left.has(key.parent))
  while (left.size > 0) {
    const next = [...left].reduce((best, table) =>
      openOf(table).length < openOf(best).length ? table : best,
    )
    mustWait.push(...openOf(next))
    order.push(next)
    left.delete(next)
  }
  return { order, mustWait }
}
