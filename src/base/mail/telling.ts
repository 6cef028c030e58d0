import { sql } from 'kysely'
import { db } from '../database/database.ts'

/** What letters tell of, by the notices they were made from. */
export interface Teller {
  /** Those of them that are to be told still: open to their people, who want to hear of it. */
  standing: (notices: number[]) => Promise<Set<number>>
  /** Those that stand in a letter that does not leave are told again by another. */
  again: (notices: number[]) => Promise<void>
}

let teller: Teller | undefined

/** `kinds.ts` registers who tells. */
export function registerTeller(one: Teller): void {
  teller = one
}

/**
 * Of letters that were taken to be sent: those that may leave as they are. Between being written and leaving somebody got
 * out, left, or took a post from sight: such a letter is taken away, and what it told besides is told anew. Inside the
 * transaction that takes them.
 */
export async function stillTold<T extends { id: number; tells: number[] | null }>(
  letters: T[],
): Promise<T[]> {
  const told = letters.flatMap(({ tells }) => tells ?? [])
  if (!teller || told.length === 0) return letters
  const standing = await teller.standing(told)
  const over = letters.filter(({ tells }) => tells?.some((one) => !standing.has(one)))
  if (over.length === 0) return letters
  await sql`delete from mail where id = any(${over.map(({ id }) => id)}::bigint[])`.execute(db())
  await teller.again(over.flatMap(({ tells }) => tells!.filter((one) => standing.has(one))))
  return letters.filter((one) => !over.includes(one))
}
