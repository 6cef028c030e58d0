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
import { isAtWork } from './archive.ts'
import { archiveOf } from './archives.ts'
import { bringIn } from './bringing-in.ts'
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

/** Lets go of what was sent for archives that are over, or that nobody went on with for thirty days. */
async function sweepLists(): Promise<void> {
  const { rows } = await sql<{ ref: string }>`
    select ref from list_archive where held and (state in ('done', 'undone') or (state not in ('running', 'undoing') and at < now() - interval '30 days'))`.execute(
    db(),
  )
  for (const { ref } of rows)
    await atomically(async () => {
      if (!(await mayForget())) return
      await sql`update list_archive set held = false where ref = ${ref}`.execute(db())
      await (await store()).forget(ref)
    })
}

export const listSweepJob: JobKind = {
  name: 'conversations.lists.sweep',
  every: '50 3 * * *',
  run: sweepLists,
}
