import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import type { Arrived } from '../../base/files/receiving.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { mayForget } from '../../base/files/sweeping.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { JobKind } from '../../base/jobs.ts'
import type { Run } from './run.ts'
import { Unreadable } from './unreadable.ts'

/**
 * What is sent for an import is in the store of files, under the import's reference: never under its hash,
 * since a record may have the same file and keep it.
 */
export const keepSent = async (ref: Ref, { path }: Arrived): Promise<void> =>
  (await store()).place(path, keyOf(ref))

export const forgetSent = async (ref: Ref): Promise<void> => (await store()).forget(ref)

/** What was sent, whole: for the worker only. Refuses what is no longer there. */
export async function bytesSent({ ref }: Pick<Run, 'ref'>): Promise<Uint8Array> {
  const { has, asFile } = await store()
  if (!(await has(keyOf(ref)))) throw new Unreadable(t('imports.sentGone'))
  return asFile(keyOf(ref), (path) => readFile(path))
}

const over = sql`held and (state in ('done', 'undone') or at < now() - interval '30 days')`

/** Lets go of what was sent for an import that is over; where that cannot be now, the sweep does. */
export const letGo = (ref: Ref): Promise<void> =>
  atomically(async () => {
    if (!(await mayForget())) return
    const { rows } = await sql`
      update import_run set held = false where ref = ${ref} and ${over} returning ref`.execute(db())
    if (rows.length) await forgetSent(ref)
  })

/** What nobody went on with for thirty days was given up. */
export async function sweepSent(): Promise<void> {
  const { rows } = await sql<{ ref: Ref }>`select ref from import_run where ${over}`.execute(db())
  for (const { ref } of rows) await letGo(ref)
}

export const sentJob: JobKind = { name: 'records.imports.sweep', every: '40 3 * * *', run: sweepSent }
