import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'

/** Somebody did something about a question that came in by the door. */
export const attended = async (thread: number): Promise<void> =>
  void (await sql`
    update door_question set attended = now(), reminded = null where thread = ${thread}`.execute(db()))

/**
 * Of a `post` and a `first` in its thread: it stands, and somebody else wrote it than whoever asked. Who asked without a
 * name counts as anybody where they write by name: what is not counted would say who they are.
 */
export const byAnother = sql<boolean>`(post.held is null and not post.sealed and post.nth > first.nth
  and first.nth = (select min(nth) from post as one where one.thread = post.thread)
  and (first.sealed or post.person is distinct from first.person))`

/** A post answers a question that came in by the door, if somebody else wrote it than whoever asked and it stands. */
export const answered = async (post: Ref): Promise<void> =>
  void (await sql`
    update door_question set attended = now(), reminded = null, answered = coalesce(answered, now())
    from post join post as first on first.thread = post.thread
    where post.thing = (select id from thing where ref = ${post}) and door_question.thread = post.thread and ${byAnother}`.execute(
    db(),
  ))
