import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { originHere } from '../base/origin.ts'
import type { Known, Named, Taking, Who } from '../base/things/bundling.ts'

/** A bundle knows what has an account or a page here where the instance it says so of signed it: else anybody could be made to have said anything. */
const isKnown = (which: { origin: string }, taking: Taking | undefined): boolean =>
  taking?.signed === true && taking.origin === which.origin

/**
 * Who this is here, if they are. By a handle in what packs bring, never in a bundle; there by where their account is
 * and its reference there.
 */
async function personHere(who: Who | undefined, taking?: Taking): Promise<number | null> {
  if (who === undefined) return null
  if (typeof who === 'string') return taking ? null : askPerson(who)
  if (!taking || !isKnown(who, taking)) return null
  const asked = known.get(taking) ?? new Map<string, Promise<number | null>>()
  known.set(taking, asked)
  const key = `${who.ref} ${who.origin}`
  const person = asked.get(key) ?? askPerson(who)
  asked.set(key, person)
  return person
}

/** A few people said all that a bundle brings: each is asked for once. */
const known = new WeakMap<Taking, Map<string, Promise<number | null>>>()

async function askPerson(who: Who): Promise<number | null> {
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

/** Somebody, or an organisation, as words: one that would be of here and is not known to be loses where it is from, or a bundle of ours would say so of it one day, signed. */
export const inWords = async <T extends { origin: string }>(
  one: T,
  taking: Taking | undefined,
): Promise<T> => (!isKnown(one, taking) && one.origin === (await originHere()) ? { ...one, origin: '' } : one)

/** Who said it: whoever they are here, else their name as words, never an account. */
export async function saidBy(
  who: Who | undefined,
  taking?: Taking,
): Promise<{ person: number | null; by: Named | undefined }> {
  const person = await personHere(who, taking)
  if (person !== null || typeof who !== 'object') return { person, by: undefined }
  return { person, by: await inWords(who, taking) }
}

/** The organisation that this is here, by the same rule. */
export async function organisationHere(
  which: string | Known | undefined,
  taking?: Taking,
): Promise<number | null> {
  if (which === undefined) return null
  if (typeof which === 'string' ? taking : !isKnown(which, taking)) return null
  const { rows } = await sql<{ id: number }>`
    select thing.id from organisation join thing on thing.id = organisation.thing
    where ${typeof which === 'string' ? sql`slug = ${which}` : sql`ref = ${which.ref} and origin = ${which.origin}`}`.execute(
    db(),
  )
  return rows[0]?.id ?? null
}
