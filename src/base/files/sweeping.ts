import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { atomically, db } from '../database/database.ts'
import { locks } from '../database/locks.ts'
import type { JobKind } from '../jobs.ts'
import { store } from './store.ts'

const dayInMilliseconds = 86_400_000

/**
 * Forgets what was removed thirty days ago and cannot be brought back any more, and the bytes that no
 * thing has; gives how many of those. Bytes brought in the last day stay: somebody may be at it.
 */
export async function sweepFiles(): Promise<number> {
  await sql`delete from file_use where removed < now() - interval '30 days'`.execute(db())
  const { rows } = await sql<{ hash: string }>`
    select hash from file where brought < now() - interval '1 day'
      and not exists (select from file_use where file_use.hash = file.hash)`.execute(db())
  await sweepIncoming()
  let swept = 0
  for (const { hash } of rows) if (await forget(hash)) swept++
  return swept
}

/** What arrived and was not taken by the next day was left there by a process that was killed. */
async function sweepIncoming(): Promise<void> {
  const { incoming } = await store()
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (mtimeMs < Date.now() - dayInMilliseconds) await rm(path, { force: true })
  }
}

/** Whether bytes may be forgotten in this transaction: a backup that is copying files may have read a row of them, and then they wait. */
export async function mayForget(): Promise<boolean> {
  const { rows } = await sql<{
    got: boolean
  }>`select pg_try_advisory_xact_lock(${locks.copyingFiles}) as got`.execute(db())
  return rows[0]!.got
}

/** Unless somebody brought it again in between: both hold the lock of this hash. */
const forget = (hash: string): Promise<boolean> =>
  atomically(async () => {
    if (!(await mayForget())) return false
    await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`.execute(db())
    const { rows } = await sql`
      delete from file where hash = ${hash} and brought < now() - interval '1 day'
        and not exists (select from file_use where file_use.hash = file.hash) returning hash`.execute(db())
    if (rows.length) await (await store()).forget(hash)
    return rows.length > 0
  })

export const sweepJob: JobKind = {
  name: 'files.sweep',
  every: '20 3 * * *',
  run: async () => void (await sweepFiles()),
}
