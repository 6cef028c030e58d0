import { config } from './base/config.ts'
import { cannotStart } from './base/processes/supervise.ts'
import { setSite } from './ui/site.ts'

/** One program: the command line, and the two processes that its `start` runs. Each loads only what it runs. */
const { BAOBAB_ROLE: role, BAOBAB_DATABASE: database = '', BAOBAB_DEMO: demo } = process.env

try {
  if (role === 'web') {
    setSite({ demo: demo === '1' })
    const { openDoors } = await import('./app.ts')
    const { runWeb } = await import('./base/processes/web.ts')
    await runWeb(database, openDoors(), (address) => setSite({ origin: config().PUBLIC_URL ?? address }))
  } else if (role === 'worker') {
    const { registerEveryKind } = await import('./kinds.ts')
    const { jobs, reactions } = await import('./reactions.ts')
    const { runWorker } = await import('./base/processes/worker.ts')
    registerEveryKind()
    await runWorker(database, reactions, jobs)
  } else {
    const { runCommand } = await import('./command-line/command.ts')
    process.exitCode = await runCommand(process.argv.slice(2))
  }
} catch (error) {
  cannotStart(error)
}
