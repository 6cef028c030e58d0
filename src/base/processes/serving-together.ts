import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { WrongSetting } from '../config.ts'
import { locks } from '../database/locks.ts'

/** How long until a lost connection is tried again. */
const pause = 2_000

/**
 * Says in the database that it is being served, so that no backup is restored under its readers; several
 * servers say so together. Gives what ends it. Refuses while a backup is being restored.
 */
export async function serveTogether(url: string): Promise<() => Promise<void>> {
  let letting = false
  let held = await hold(url)
  if (!held)
    throw new WrongSetting(
      'A backup is being restored into the database of DATABASE_URL: start again when that is done.',
    )
  const watch = (client: pg.Client) =>
    client.once('end', async () => {
      held = undefined
      while (!letting && !held) {
        await sleep(pause, undefined, { ref: false })
        held = await hold(url).catch(() => undefined)
      }
      if (letting) await held?.end().catch(() => undefined)
      else if (held) watch(held)
    })
  watch(held)
  return async () => {
    letting = true
    await held?.end().catch(() => undefined)
  }
}

/** The connection that holds the lock; nothing while a restore has it. */
async function hold(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: `baobab-start-${process.pid}` })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock_shared($1) as got', [
    locks.serving,
  ])
  if (rows[0]!.got) return client
  await client.end()
  return undefined
}
