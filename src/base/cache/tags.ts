import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import { db } from '../database/database.ts'

/** What a page was made from, gathered while it is made: refs, and names of whole lists. */
const gathering = new AsyncLocalStorage<Set<string>>()

/** Says that what is being made changes when this tag does: a ref, or the name of a list (`records`). */
export function dependsOn(...tags: string[]): void {
  const set = gathering.getStore()
  if (set) for (const tag of tags) set.add(tag)
}

export async function gatheringTags<T>(work: () => Promise<T>): Promise<{ result: T; tags: Set<string> }> {
  const tags = new Set<string>()
  return { result: await gathering.run(tags, work), tags }
}

export const channel = 'changed'

/**
 * Tells every process, when this transaction commits, that what these tags name has changed. Verbs
 * that change what a stranger can read call it.
 */
export async function changed(...tags: string[]): Promise<void> {
  const some = [...new Set(tags)].join(' ')
  // A notification holds less than 8,000 bytes; beyond that everything is dropped.
  const payload = Buffer.byteLength(some) < 7_900 ? some : '*'
  await sql`select pg_notify(${channel}, ${payload})`.execute(db())
}

const dayInMilliseconds = 86_400_000

/** Part of the key of all that is kept: what a page says of dates holds for the day it was made on (UTC). */
export const today = (): number => Math.floor(Date.now() / dayInMilliseconds)
