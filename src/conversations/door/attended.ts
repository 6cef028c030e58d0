import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** Somebody did something about a question that came in by the door; with `answer` it was answered. */
export const attended = async (thread: number, { answer = false } = {}): Promise<void> =>
  void (await sql`
    update door_question set attended = now(), reminded = null, answered = case when ${answer} then coalesce(answered, now()) else answered end
    where thread = ${thread}`.execute(db()))
