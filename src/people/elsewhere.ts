import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Known, Named, Taking, Who } from '../base/things/bundling.ts'

/**
 * Who this is here, if they are. By a handle in what packs bring; in a bundle by where their account is and its
 * reference there, and only where that instance signed it: else anybody could be made to have said anything.
 */
async function personHere(who: Who | undefined, taking?: Taking): Promise<number | null> {
  if (who === undefined) return null
  if (typeof who !== 'string' && !(taking?.signed && taking.origin === who.origin)) return null
  const which =
    typeof who === 'string'
      ? sql`handle = ${who}`
      : sql`thing.ref = ${who.ref} and thing.origin = ${who.origin}`
  const { rows } = await sql<{ id: number }>`
    select thing.id from person join thing on thing.id = person.thing where ${which} and left_at is null`.execute(
    db(),
  )
  return rows[0]?.id ?? null
}

/** Who said it: whoever they are here, else their name as words, never an account. */
export async function saidBy(
  who: Who | undefined,
  taking?: Taking,
): Promise<{ person: number | null; by: Named | undefined }> {
  const person = await personHere(who, taking)
  return { person, by: person === null && typeof who === 'object' ? who : undefined }
}

/** The organisation that this is here, by the same rule. */
export async function organisationHere(
  which: string | Known | undefined,
  taking?: Taking,
): Promise<number | null> {
  if (which === undefined) return null
  if (typeof which !== 'string' && !(taking?.signed && taking.origin === which.origin)) return null
  const { rows } = await sql<{ id: number }>`
    select thing.id from organisation join thing on thing.id = organisation.thing
    where ${typeof which === 'string' ? sql`slug = ${which}` : sql`ref = ${which.ref} and origin = ${which.origin}`}`.execute(
    db(),
  )
  return rows[0]?.id ?? null
}
