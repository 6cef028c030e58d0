import { config } from '../base/config.ts'
import { connect, disconnect } from '../base/database/database.ts'
import { migrate } from '../base/database/migrate.ts'
import { log } from '../base/log.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { openDatabase, start } from '../base/processes/start.ts'
import { registerEveryKind } from '../kinds.ts'
import { loadPacks } from '../packs.ts'
import { reactions } from '../reactions.ts'
import { reindexAll } from '../search/reindexing.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

export async function startCommand(): Promise<number> {
  const settings = config()
  await start({
    config: settings,
    script: process.argv[1]!,
    say,
    prepare: async ({ embedded }) => {
      registerEveryKind()
      const { made, changed, faults } = await loadPacks({ demo: embedded && settings.DEMO })
      for (const fault of faults) log.warn(fault, 'a pack has a fault')
      if (made + changed)
        say(
          `Loaded the packs: ${made} new, ${changed} changed${faults.length ? `, ${faults.length} faults (see the log)` : ''}.`,
        )
      await drain(reactions)
    },
  })
  return exitCodes.worked
}

export async function migrateCommand(): Promise<number> {
  const ran = await withDatabase(async (url) => migrate(url))
  say(
    ran.length
      ? `Ran ${ran.length} migrations: ${ran.join(', ')}.`
      : 'Nothing to do: every migration has run.',
  )
  return exitCodes.worked
}

/** Opens the database of the settings for one command, migrated, and closes it after. */
export async function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  return withDatabase(async (url) => {
    await migrate(url)
    connect(url, { max: 4 })
    registerEveryKind()
    try {
      return await work()
    } finally {
      await disconnect()
    }
  })
}

/** Opens the database of the settings for one command, as it is, and closes it after. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const database = await openDatabase(config())
  try {
    return await work(database.url)
  } finally {
    await database.close()
  }
}

/** Indexes everything again, as is needed after a change to how words are made or weighed. */
export async function reindex(): Promise<number> {
  let things = 0
  await onDatabase(() =>
    reindexAll((done, all) => {
      things = all
      progress(`${done} of ${all} things`)
    }),
  )
  progress()
  say(`Indexed ${things} things again.`)
  return exitCodes.worked
}
