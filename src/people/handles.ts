import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'

/** The readable end of a person's address. */
export async function handleOf(person: number): Promise<string> {
  return found(
    await db().selectFrom('person').select('handle').where('thing', '=', person).executeTakeFirst(),
  ).handle
}
