import { atomically, attempt, inTransaction } from './database.ts'

/** Thrown to undo what was only tried. */
class OnlyTried extends Error {}

/** Does the work in one transaction and gives what it gives; when it is only `tried`, nothing of it is kept. */
export async function onlyTried<T>(tried: boolean, work: () => Promise<T>): Promise<T> {
  if (!tried) return atomically(work)
  let given: T | undefined
  try {
    await (inTransaction() ? attempt : atomically)(async () => {
      given = await work()
      throw new OnlyTried('nothing was kept')
    })
  } catch (error) {
    if (!(error instanceof OnlyTried)) throw error
  }
  return given as T
}
