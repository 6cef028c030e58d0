import { db, inTransaction } from './database/database.ts'
import { nameOf, type Viewer } from './viewer.ts'

/** Writes down a privileged act, in the transaction of the act itself. */
export async function audit(
  viewer: Viewer,
  verb: string,
  thing: number | undefined,
  details: Record<string, unknown> = {},
): Promise<void> {
  if (!inTransaction()) throw new Error('an act is audited inside its own transaction')
  await db()
    .insertInto('audit')
    .values({ who: nameOf(viewer), verb, thing: thing ?? null, details: JSON.stringify(details) })
    .execute()
}
