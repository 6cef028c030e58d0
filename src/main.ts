import { openDoors, registerEveryKind } from './app.ts'
import { config } from './base/config.ts'
import { cannotStart } from './base/processes/supervise.ts'
import { runWeb } from './base/processes/web.ts'
import { runWorker } from './base/processes/worker.ts'
import { runCommand } from './command-line/command.ts'
import { jobs, reactions } from './reactions.ts'
import { setSite } from './ui/site.ts'

/** One program: the command line, and the two processes that its `start` runs. */
const { BAOBAB_ROLE: role, BAOBAB_DATABASE: database = '', BAOBAB_DEMO: demo } = process.env

try {
  if (role === 'web') {
    setSite({ demo: demo === '1' })
    await runWeb(database, openDoors(), (address) => setSite({ origin: config().PUBLIC_URL ?? address }))
  } else if (role === 'worker') {
    const { PUBLIC_URL, HOST, PORT } = config()
    // Mail that leaves from here leads back to the pages.
    setSite({ origin: PUBLIC_URL ?? `http://${HOST}:${PORT}` })
    registerEveryKind()
    await runWorker(database, reactions, jobs)
  } else {
    process.exitCode = await runCommand(process.argv.slice(2))
  }
} catch (error) {
  cannotStart(error)
}
