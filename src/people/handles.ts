import { z } from 'zod'
import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'

/** As somebody types it, who may bring the whole address along. */
export const handle = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .transform((words) => words.replace(/^.*\/people\//, '').replace(/^@/, ''))

/** The readable end of a person's address. */
export async function handleOf(person: number): Promise<string> {
  return found(
    await db().selectFrom('person').select('handle').where('thing', '=', person).executeTakeFirst(),
  ).handle
}
