import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { store } from '../../base/files/store.ts'
import { mayForget } from '../../base/files/sweeping.ts'
import { asReader, isInterfaceLanguage } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { JobKind } from '../../base/jobs.ts'
import { log } from '../../base/log.ts'
import { Refusal } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import { system } from '../../base/viewer.ts'
import { isAtWork, most } from './archive.ts'
import { archiveOf } from './archives.ts'
import { bringIn } from './bringing-in.ts'
import { forgetHeads } from './reading-messages.ts'
import { scan } from './scanning.ts'
import { sendWork, workName } from './steps.ts'
import { undo } from './undoing.ts'

/** A job works for so long, in milliseconds, and then lets others come first: a large archive takes many. */
const turn = 60_000

interface Doing {
  /** As long as it takes where nothing is said. */
  enough?: () => boolean
  told?: (through: number, messages: number) => void
}

/** For so many milliseconds from now on. */
const forAWhile = (milliseconds: number): (() => boolean) => {
  const until = performance.now() + milliseconds
  return () => performance.now() > until
}

/** Does what the state of an archive asks for. What goes wrong is kept with it, in words, and can be gone on with. */
export async function doArchive(ref: string, { enough, told }: Doing = {}): Promise<void> {
  const archive = await archiveOf(ref)
  if (!isAtWork(archive.state)) return
  const { rows } = await sql<{
    lang: string
  }>`select reader_lang as lang from list_archive where id = ${archive.id}`.execute(db())
  const lang = isInterfaceLanguage(rows[0]!.lang) ? rows[0]!.lang : 'en'
  const doing = { enough, told: (through: number) => told?.(through, archive.messages) }
  await asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, async () => {
    try {
      const more =
        archive.state === 'reading'
          ? await scan(archive)
          : archive.state === 'running'
            ? await bringIn(system('list'), archive, doing)
            : await undo(archive, doing)
      if (more) await atomically(() => sendWork(archive.ref))
    } catch (error) {
      if (!(error instanceof Refusal))
        log.error({ archive: ref, error: String(error) }, 'a list failed and can be gone on with')
      const why = error instanceof Refusal ? said(error) : t('lists.failed')
      await sql`
        update list_archive set state = 'failed', failed_in = ${archive.state}, error = ${why} where id = ${archive.id} and state = ${archive.state}`.execute(
        db(),
      )
    }
  })
}

export const listJob: JobKind = {
  name: workName,
  run: (data) => doArchive((data as { archive: string }).archive, { enough: forAWhile(turn) }),
}

/** Nobody needs what was sent for it any more, or nobody went on with it until its day. */
const letGo = sql<boolean>`
  held and (state in ('done', 'undone') or (state not in ('running', 'undoing') and at::date + ${most.days}::int < current_date))`

/** Lets go of what was sent for archives that are over, or with which nobody went on in time: what came along of those stays. */
export async function sweepLists(): Promise<void> {
  const { rows } = await sql<{ ref: string }>`select ref from list_archive where ${letGo}`.execute(db())
  for (const { ref } of rows)
    await atomically(async () => {
      if (!(await mayForget())) return
      const { rows: gone } = await sql<{ id: number }>`
        update list_archive set held = false, error = case when failed_in = 'undoing' then error end,
          failed_in = case when failed_in = 'undoing' then failed_in end, state = case when state <> 'failed' or failed_in = 'undoing' then state when failed_in = 'running' then 'paused' else 'previewed' end
        where ref = ${ref} and ${letGo} returning id`.execute(db())
      // Somebody went on with it meanwhile.
      if (!gone[0]) return
      await forgetHeads(gone[0])
      await (await store()).forget(ref)
    })
}

export const listSweepJob: JobKind = {
  name: 'conversations.lists.sweep',
  every: '50 3 * * *',
  run: sweepLists,
}
