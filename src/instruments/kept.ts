import { onConnect } from '../base/database/database.ts'
import type { Definition } from './definition.ts'

/** Definitions by edition are never changed, so they are kept in memory; the least used go first. */
interface Kept {
  definition: Promise<Definition>
  /** The length of its JSON: what it takes in memory is some four times that. */
  size: number
}
const kept = new Map<number, Kept>()
onConnect(() => kept.clear())

/** Seven of the largest questionnaires there are, or hundreds of forms. */
const most = 8_000_000

/** The definition of an edition, read by `read` when it is not at hand; asked for at once, read once. */
export function keptDefinition(edition: number, read: () => Promise<string>): Promise<Definition> {
  const standing = kept.get(edition)
  if (standing) {
    kept.delete(edition)
    kept.set(edition, standing)
    return standing.definition
  }
  const one: Kept = { size: 0, definition: Promise.resolve(undefined as unknown as Definition) }
  one.definition = read().then(
    (json) => {
      one.size = json.length
      makeRoom()
      return JSON.parse(json) as Definition
    },
    (error) => {
      kept.delete(edition)
      throw error
    },
  )
  kept.set(edition, one)
  return one.definition
}

function makeRoom(): void {
  let size = [...kept.values()].reduce((sum, one) => sum + one.size, 0)
  for (const [edition, one] of kept) {
    if (size <= most || kept.size === 1) return
    kept.delete(edition)
    size -= one.size
  }
}
